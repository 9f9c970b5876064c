import type { FastifyInstance } from 'fastify';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { clientErrorAnswerer } from './client-errors.ts';
import { watchConnections } from './connections.ts';
import { NOWHERE, pathOf } from './path.ts';
import type { Patience } from './patience.ts';
import { HEADER_BYTES } from './request-head.ts';
import { refuseTunnels } from './tunnels.ts';

export interface SideDoorParts {
  readonly app: FastifyInstance;
  readonly patience: Patience;
  readonly headers: Readonly<Record<string, string>>;
  readonly paths: ReadonlySet<string>;
}

/** A second port, on which some paths are answered as on the first, and nothing else is. */
export interface SideDoor {
  readonly server: Server;
  /** Closes the connections on which nobody waits. */
  closeIdle(): void;
  /** Closes it whole. */
  close(): void;
}

export const createSideDoor = ({ app, patience, headers, paths }: SideDoorParts): SideDoor => {
  const server = createServer(
    {
      maxHeaderSize: HEADER_BYTES,
      headersTimeout: patience.headersMs,
      requestTimeout: patience.requestMs,
      keepAliveTimeout: patience.keepAliveMs,
      connectionsCheckingInterval: patience.checkEveryMs,
      requireHostHeader: false,
      shouldUpgradeCallback: () => false,
    },
    (request, response) => {
      if (!isAnswered(request, paths)) request.url = NOWHERE;
      app.routing(request, response);
    },
  );
  server.maxHeadersCount = 0;
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  server.on('clientError', clientErrorAnswerer(headers));
  refuseTunnels(server, headers);
  const connections = watchConnections(server);
  return {
    server,
    closeIdle: () => connections.closeIdle(),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
};

const isAnswered = ({ url = '' }: IncomingMessage, paths: ReadonlySet<string>): boolean => paths.has(pathOf({ url }));
