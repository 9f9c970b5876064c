import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { answerFailure } from './answer-failure.ts';
import { readJsonBodies } from './body.ts';
import { clientErrorAnswerer } from './client-errors.ts';
import { answerOnItsWay } from './connections.ts';
import { holdContinue } from './continue.ts';
import type { Patience } from './patience.ts';
import { keepForeignPaths } from './foreign-paths.ts';
import { HEADER_BYTES, refuseWrongHeads } from './request-head.ts';
import { securityHeaders, setSecurityHeaders } from './security-headers.ts';
import { refuseTunnels } from './tunnels.ts';
import type { Uploads } from './uploads/uploads.ts';

export interface FrameworkOptions {
  readonly trustedProxies: readonly string[];
  readonly publicUrl: URL | undefined;
  readonly telemetry: Telemetry;
  readonly patience: Patience;
  /** Whoever sends a file is not held to the time of a request. */
  readonly uploads: Pick<Uploads, 'isUnderWay'>;
  /** Tells whether a request for an upgrade to WebSocket is for somebody here. All others are answered as what they are. */
  readonly mayUpgrade: (request: IncomingMessage) => boolean;
}

/** The most bytes of a body, unless its contract says otherwise. */
export const BODY_BYTES = 1024 * 1024;

/** Fastify with our limits, our headers on every answer, and our problems for whatever goes wrong in it. */
export const createFramework = ({
  trustedProxies,
  publicUrl,
  telemetry,
  patience,
  uploads,
  mayUpgrade,
}: FrameworkOptions): FastifyInstance => {
  const headers = securityHeaders(publicUrl?.protocol === 'https:');
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_BYTES,
    trustProxy: trustedProxies.length === 0 ? false : [...trustedProxies],
    requestTimeout: patience.requestMs,
    keepAliveTimeout: patience.keepAliveMs,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    http: {
      maxHeaderSize: HEADER_BYTES,
      headersTimeout: patience.headersMs,
      connectionsCheckingInterval: patience.checkEveryMs,
      requireHostHeader: false,
      shouldUpgradeCallback: (request) => asksForSocket(request) && mayUpgrade(request),
    },
    routerOptions: { maxParamLength: 256 },
    clientErrorHandler: clientErrorAnswerer(headers, uploads.isUnderWay),
    // a path that cannot be read never gets to the hooks
    frameworkErrors: (error, request, reply) =>
      void answerFailure(telemetry, error, request, (reply as FastifyReply).headers(headers)),
  });
  app.decorateRequest('visit');
  keepForeignPaths(app);
  setSecurityHeaders(app, headers);
  refuseWrongHeads(app);
  holdContinue(app);
  refuseTunnels(app.server, headers);
  readJsonBodies(app);
  app.setErrorHandler((error, request, reply) => answerFailure(telemetry, error, request, reply));
  return app;
};

/** A request that comes before an earlier one was answered cannot take their connection away. */
const asksForSocket = ({ method, httpVersion, headers, socket }: IncomingMessage): boolean =>
  method === 'GET' &&
  httpVersion === '1.1' &&
  headers.upgrade?.toLowerCase() === 'websocket' &&
  headers['content-length'] === undefined &&
  headers['transfer-encoding'] === undefined &&
  answerOnItsWay(socket) === undefined;
