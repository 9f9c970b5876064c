import type { Contract } from '@holdfast/protocol/contract';
import { SOCKETS } from '@holdfast/protocol/sockets/all';
import { TOPICS } from '@holdfast/protocol/live/topics';
import type { Config } from './config/settings.ts';
import { consoleFolder, isConsolePage } from './console.ts';
import type { Opening } from './opening.ts';
import type { Overrides } from './overrides.ts';
import type { Platform } from './platform.ts';
import type { Authenticate } from './platform/http/authenticate.ts';
import { serveDocuments } from './platform/http/documents.ts';
import type { Endpoint } from './platform/http/endpoint.ts';
import type { Signpost } from './platform/http/foreign-paths.ts';
import { listenAddressOf, lookUp, type LookUp } from './platform/http/listen-address.ts';
import { listenRefusal } from './platform/http/listen-refusal.ts';
import { serveMetrics } from './platform/http/metrics-route.ts';
import { createHttpServer, type HttpServer } from './platform/http/server.ts';
import { serveFolder } from './platform/http/static-files.ts';
import { mcpEndpoints, type McpParts } from './platform/mcp/mcp.ts';
import { createUploads } from './platform/http/uploads/uploads.ts';
import { createLimits, type Rates } from './platform/limits/limits.ts';
import { createRuntimeFile } from './platform/files/runtime-file.ts';
import { liveEndpoint } from './platform/live/live-endpoint.ts';
import { createGateway, type GatewayParts } from './platform/sockets/gateway.ts';
import type { SocketEndpoint } from './platform/sockets/socket-endpoint.ts';
import { ticketEndpoint } from './platform/sockets/ticket-endpoint.ts';
import { VERSION } from './version.ts';

/** How long closing may take beyond the time that requests have. */
const CLOSING_MS = 2000;

export interface Served {
  readonly authenticate: Authenticate;
  readonly endpoints: readonly Endpoint[];
  readonly contracts: readonly Contract[];
  /** Undefined on a node that has neither sockets nor the stream of live events. */
  readonly sockets?: readonly SocketEndpoint[];
  /** For MCP; undefined on a node that does not speak it. */
  readonly tools?: Required<Pick<McpParts, 'tools' | 'tasks'>>;
  readonly signposts: readonly Signpost[];
}

/** The port of HTTP, as others build on it. */
export interface OpenedHttp {
  readonly url: string;
  readonly http: HttpServer;
  /** Says in the data folder where more is reached. */
  tell(more: Readonly<Record<string, string>>): Promise<void>;
}

/** Puts everything that is answered over HTTP on one port, and says where that is. */
export const openHttp = async (
  { config, lifecycle, overrides }: Opening,
  platform: Platform,
  { authenticate, endpoints, contracts, sockets, tools, signposts }: Served,
): Promise<OpenedHttp> => {
  const limits = createLimits({
    buckets: platform.ephemeral.buckets,
    rates: ratesOf(config),
    onLimited: (limit) => platform.metrics.count('holdfast_requests_limited_total', { limit }),
  });
  const http = createHttpServer({
    ...platform,
    uploads: createUploads(platform.scratch, overrides.uploadPatience),
    trustedProxies: config.HOLDFAST_TRUSTED_PROXIES,
    publicUrl: config.HOLDFAST_PUBLIC_URL,
    requestTimeoutMs: config.HOLDFAST_REQUEST_TIMEOUT,
    authenticate,
    limits,
    ...(overrides.patience === undefined ? {} : { patience: overrides.patience }),
  });
  http.add(endpoints);
  if (tools !== undefined) http.add(mcpEndpoints({ ...platform, ...tools, limits, endpoints, version: VERSION }));
  http.signpost(signposts);
  const publicUrl = config.HOLDFAST_PUBLIC_URL;
  if (sockets !== undefined) serveLasting(http, { ...platform, authenticate, limits, publicUrl }, sockets, overrides);
  serveDocuments(http.app, { contracts, sockets: SOCKETS, topics: TOPICS, version: VERSION, publicUrl });
  serveMetrics(http, platform.metrics, { ...platform, authenticate, hostNames: hostNamesOf(config) });
  await serveFolder(http.app, consoleFolder, isConsolePage);

  const url = await lifecycle.open('http', () => listen(http, config, overrides.lookUp ?? lookUp), {
    close: () => http.drain(config.HOLDFAST_DRAIN_TIMEOUT),
    withinMs: config.HOLDFAST_DRAIN_TIMEOUT + CLOSING_MS,
  });
  const runtime = createRuntimeFile(platform.folder.runtime);
  await lifecycle.open('runtime file', () => runtime.write({ pid: process.pid, url }), {
    close: async () => runtime.remove(),
  });
  return { url, http, tell: (more) => runtime.write({ pid: process.pid, url, ...more }) };
};

/** What stays open: sockets, and the stream of live events. */
const serveLasting = (
  http: HttpServer,
  parts: Omit<GatewayParts, 'http' | 'inFlight' | 'bounds'> & Pick<Platform, 'live'>,
  sockets: readonly SocketEndpoint[],
  { socketBounds, topics = [] }: Overrides,
): void => {
  const bounds = socketBounds === undefined ? {} : { bounds: socketBounds };
  const gateway = createGateway({ ...parts, ...bounds, http, inFlight: http.inFlight });
  gateway.add(sockets);
  http.add([ticketEndpoint(gateway.tickets), liveEndpoint(parts.live, [...TOPICS, ...topics])]);
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
    throw listenRefusal(error, host, port, 'HOLDFAST_HTTP_PORT') ?? error;
  }
};
