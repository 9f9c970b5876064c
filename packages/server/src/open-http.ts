import type { Contract } from '@holdfast/protocol/contract';
import { SOCKETS } from '@holdfast/protocol/sockets/all';
import { TOPICS } from '@holdfast/protocol/live/topics';
import type { Config } from './config/settings.ts';
import { consoleFolder, isConsolePage } from './console.ts';
import type { Opening } from './open-platform.ts';
import type { Platform } from './platform.ts';
import { knowNobody } from './platform/http/authenticate.ts';
import { serveDocuments } from './platform/http/documents.ts';
import type { Endpoint } from './platform/http/endpoint.ts';
import { listenAddressOf, lookUp, type LookUp } from './platform/http/listen-address.ts';
import { listenRefusal } from './platform/http/listen-refusal.ts';
import { serveMetrics } from './platform/http/metrics-route.ts';
import { createHttpServer, type HttpServer } from './platform/http/server.ts';
import { serveFolder } from './platform/http/static-files.ts';
import { createLimits, type Rates } from './platform/limits/limits.ts';
import { createRuntimeFile } from './platform/files/runtime-file.ts';
import { liveEndpoint } from './platform/live/live-endpoint.ts';
import { createGateway, type GatewayOptions } from './platform/sockets/gateway.ts';
import { ticketEndpoint } from './platform/sockets/ticket-endpoint.ts';
import { VERSION } from './version.ts';

/** How long closing may take beyond the time that requests have. */
const CLOSING_MS = 2000;

export interface Served {
  readonly endpoints: readonly Endpoint[];
  readonly contracts: readonly Contract[];
  /** With sockets and live events. */
  readonly talks: boolean;
}

/** Puts everything that is answered over HTTP on one port, and says where that is. */
export const openHttp = async (
  { config, lifecycle, overrides }: Opening,
  platform: Platform,
  { endpoints, contracts, talks }: Served,
): Promise<string> => {
  const authenticate = overrides.authenticate ?? knowNobody;
  const limits = createLimits({
    buckets: platform.ephemeral.buckets,
    rates: ratesOf(config),
    onLimited: (limit) => platform.metrics.count('holdfast_requests_limited_total', { limit }),
  });
  const http = createHttpServer({
    ...platform,
    trustedProxies: config.HOLDFAST_TRUSTED_PROXIES,
    overTls: config.HOLDFAST_PUBLIC_URL?.protocol === 'https:',
    requestTimeoutMs: config.HOLDFAST_REQUEST_TIMEOUT,
    authenticate,
    limits,
    ...(overrides.patience === undefined ? {} : { patience: overrides.patience }),
  });
  http.add(endpoints);
  if (talks) openConversations(http, platform, { authenticate, limits }, { config, overrides });
  serveDocuments(http.app, {
    contracts,
    sockets: SOCKETS,
    topics: TOPICS,
    version: VERSION,
    publicUrl: config.HOLDFAST_PUBLIC_URL,
  });
  serveMetrics(http, platform.metrics, { authenticate, database: platform.database, hostNames: hostNamesOf(config) });
  await serveFolder(http.app, consoleFolder, isConsolePage);

  const url = await lifecycle.open('http', () => listen(http, config, overrides.lookUp ?? lookUp), {
    close: () => http.drain(config.HOLDFAST_DRAIN_TIMEOUT),
    withinMs: config.HOLDFAST_DRAIN_TIMEOUT + CLOSING_MS,
  });
  const runtime = createRuntimeFile(platform.folder.runtime);
  await lifecycle.open('runtime file', () => runtime.write({ pid: process.pid, url }), {
    close: async () => runtime.remove(),
  });
  return url;
};

/** What stays open: sockets, and the stream of live events. */
const openConversations = (
  http: HttpServer,
  platform: Platform,
  admission: Pick<GatewayOptions, 'authenticate' | 'limits'>,
  { config, overrides }: Pick<Opening, 'config' | 'overrides'>,
): void => {
  const gateway = createGateway({
    ...platform,
    ...admission,
    http,
    inFlight: http.inFlight,
    publicUrl: config.HOLDFAST_PUBLIC_URL,
    ...(overrides.socketBounds === undefined ? {} : { bounds: overrides.socketBounds }),
  });
  gateway.add(overrides.sockets?.(platform) ?? []);
  http.add([ticketEndpoint(gateway.tickets), liveEndpoint(platform.live, [...TOPICS, ...(overrides.topics ?? [])])]);
};

const ratesOf = (config: Config): Rates => ({
  member: config.HOLDFAST_LIMIT_MEMBER,
  key: config.HOLDFAST_LIMIT_KEY,
  workspace: config.HOLDFAST_LIMIT_WORKSPACE,
  address: config.HOLDFAST_LIMIT_ADDRESS,
});

const hostNamesOf = ({ HOLDFAST_PUBLIC_URL: publicUrl, HOLDFAST_HOST: host }: Config): ReadonlySet<string> =>
  new Set([host.toLowerCase(), ...(publicUrl === undefined ? [] : [publicUrl.hostname])]);

const listen = async (
  http: HttpServer,
  { HOLDFAST_HOST: host, HOLDFAST_HTTP_PORT: port }: Config,
  ask: LookUp,
): Promise<string> => {
  try {
    return await http.listen(await listenAddressOf(host, ask), port);
  } catch (error) {
    throw listenRefusal(error, host, port) ?? error;
  }
};
