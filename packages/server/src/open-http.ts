import type { Contract } from '@holdfast/protocol/contract';
import { TOPICS } from '@holdfast/protocol/live/topics';
import type { Config } from './config/settings.ts';
import { consoleFolder, isConsolePage } from './console.ts';
import type { Opening } from './open-platform.ts';
import type { Platform } from './platform.ts';
import { knowNobody } from './platform/http/authenticate.ts';
import { serveDocuments } from './platform/http/documents.ts';
import type { Endpoint } from './platform/http/endpoint.ts';
import { serveMetrics } from './platform/http/metrics-route.ts';
import { createHttpServer, type HttpServer } from './platform/http/server.ts';
import { serveFolder } from './platform/http/static-files.ts';
import { createRuntimeFile } from './platform/files/runtime-file.ts';
import { liveEndpoint } from './platform/live/live-endpoint.ts';
import { OperatorError } from './platform/operator-error.ts';
import { createGateway } from './platform/sockets/gateway.ts';
import { ticketEndpoint } from './platform/sockets/ticket-endpoint.ts';
import { VERSION } from './version.ts';

/** How long closing may take beyond the time that requests have. */
const CLOSING_MS = 2000;

/** Puts everything that is answered over HTTP on one port, and says where that is. */
export const openHttp = async (
  { config, lifecycle, overrides }: Opening,
  platform: Platform,
  endpoints: readonly Endpoint[],
  contracts: readonly Contract[],
): Promise<string> => {
  const authenticate = overrides.authenticate ?? knowNobody;
  const http = createHttpServer({
    ...platform,
    trustedProxies: config.HOLDFAST_TRUSTED_PROXIES,
    overTls: config.HOLDFAST_PUBLIC_URL?.protocol === 'https:',
    requestTimeoutMs: config.HOLDFAST_REQUEST_TIMEOUT,
    authenticate,
    ...(overrides.patience === undefined ? {} : { patience: overrides.patience }),
  });
  http.add(endpoints);
  const gateway = createGateway({
    ...platform,
    http,
    inFlight: http.inFlight,
    authenticate,
    publicUrl: config.HOLDFAST_PUBLIC_URL,
    ...(overrides.socketBounds === undefined ? {} : { bounds: overrides.socketBounds }),
  });
  gateway.add(overrides.sockets?.(platform) ?? []);
  http.add([ticketEndpoint(gateway.tickets), liveEndpoint(platform.live, [...TOPICS, ...(overrides.topics ?? [])])]);
  serveDocuments(http.app, contracts, VERSION);
  serveMetrics(http, platform.metrics, { authenticate, database: platform.database });
  await serveFolder(http.app, consoleFolder, isConsolePage);

  const url = await lifecycle.open('http', () => listen(http, config), {
    close: () => http.drain(config.HOLDFAST_DRAIN_TIMEOUT),
    withinMs: config.HOLDFAST_DRAIN_TIMEOUT + CLOSING_MS,
  });
  const runtime = createRuntimeFile(platform.folder.runtime);
  await lifecycle.open('runtime file', () => runtime.write({ pid: process.pid, url }), {
    close: async () => runtime.remove(),
  });
  return url;
};

const listen = async (http: HttpServer, { HOLDFAST_HOST: host, HOLDFAST_HTTP_PORT: port }: Config): Promise<string> => {
  try {
    return await http.listen(host, port);
  } catch (error) {
    throw refusalOf(error, host, port) ?? error;
  }
};

const refusalOf = (error: unknown, host: string, port: number): OperatorError | undefined => {
  switch (error instanceof Error && 'code' in error ? error.code : undefined) {
    case 'EADDRINUSE':
      return new OperatorError(
        `The port ${port} at ${host} is in use. Stop what listens there, or set HOLDFAST_HTTP_PORT to another.`,
        { cause: error },
      );
    case 'EACCES':
      return new OperatorError(`This user may not listen on port ${port}. Set HOLDFAST_HTTP_PORT to one above 1023.`, {
        cause: error,
      });
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new OperatorError(`This machine has no address ${host}. Look at HOLDFAST_HOST.`, {
        exitCode: 78,
        cause: error,
      });
    default:
      return undefined;
  }
};
