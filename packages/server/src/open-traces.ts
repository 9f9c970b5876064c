import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { PartHealth } from '@holdfast/protocol/process/readiness';
import { join } from 'node:path';
import { VERSION } from './version.ts';
import type { Traces, TraceSettings } from './capabilities/traces/index.ts';
import type { Keeping } from './capabilities/traces/store-process/messages.ts';
import type { Config } from './config/settings.ts';
import type { OpenedHttp } from './open-http.ts';
import type { Opening } from './opening.ts';
import type { Platform } from './platform.ts';
import { createGrpcServer } from './platform/grpc/grpc-server.ts';
import { GRPC_PATIENCE } from './platform/grpc/grpc-patience.ts';
import { listenAddressOf, lookUp } from './platform/http/listen-address.ts';
import { keepListening, type KeptPort } from './platform/listening/keep-listening.ts';
import type { Log } from './platform/log/log.ts';
import { OperatorError } from './platform/operator-error.ts';
import type { Recovery } from './platform/segments/recover.ts';
import { openSegmentLog, type SegmentLog } from './platform/segments/segment-log.ts';

export interface OpenedSpanLog {
  readonly settings: TraceSettings;
  readonly segments: SegmentLog;
  readonly spansFolder: string;
  readonly logFolder: string;
  readonly storeEntry: URL;
  readonly keeping: () => Keeping;
}

/** Opens the log in which spans are durable before they are acknowledged, and says what the last stop left of it. */
export const openSpanLog = async (
  { config, lifecycle, log }: Opening,
  { folder: data, clock }: Platform,
): Promise<OpenedSpanLog> => {
  const settings = settingsOf(config);
  const spansFolder = data.spans;
  const logFolder = join(spansFolder, 'log');
  const segments = await lifecycle.open('span log', () => openSegmentLog(logFolder), { close: (one) => one.close() });
  tellFound(segments.found, log);
  const keeping = (): Keeping => ({
    since: BigInt(Math.floor(clock.now() - config.HOLDFAST_TRACES_KEPT_FOR * DAY_MS)) * 1000n,
    mostBytes: config.HOLDFAST_TRACES_MOST_BYTES,
  });
  return { settings, segments, spansFolder, logFolder, storeEntry: STORE_ENTRY, keeping };
};

const DAY_MS = 86_400_000;
const STORE_ENTRY = new URL('./span-store.ts', import.meta.url);

/** What the process that holds the spans has to apply the last of them and to close its files. */
const CLOSING_MS = 8000;

/** Watches over the process that holds the spans, and the thread that judges large requests. Both are closed when nobody asks or sends any more, and before the log. */
export const openSpans = async (
  opening: Opening,
  platform: Platform,
  traces: Traces,
  knowsWorkspace: KnowsWorkspace,
): Promise<void> => {
  const { health, nodes } = platform;
  await opening.lifecycle.open('span judge', () => traces, { close: (one) => one.closeJudge() });
  await opening.lifecycle.open('span store', () => traces, {
    close: (one) => one.stopKeeper(CLOSING_MS),
    withinMs: CLOSING_MS + 2000,
  });
  health.add('spans', async () => {
    const own = traces.keeper.health();
    return own.status === 'ok' && (await keepApart(nodes)) ? APART : own;
  });
  await openOwnSpans(opening, platform, traces, knowsWorkspace);
};

/** Whether another node keeps spans of its own. */
const keepApart = async (nodes: Platform['nodes']): Promise<boolean> => {
  if (nodes.count() < 2) return false;
  const all = await nodes.list();
  return all.some(({ id, role, silent }) => id !== nodes.self.id && role !== 'worker' && !silent);
};

const APART: PartHealth = {
  status: 'degraded',
  detail:
    'Several nodes take spans, and each finds only those that it took. Let exporters and whoever reads traces reach one node, and give the others HOLDFAST_ROLE=worker.',
};

type KnowsWorkspace = (id: WorkspaceId) => Promise<boolean>;

/** Keeps what Holdfast itself does among the spans of a workspace, where an operator named one. */
const openOwnSpans = async (
  { config, lifecycle, log }: Opening,
  { ownSpans }: Platform,
  traces: Traces,
  knowsWorkspace: KnowsWorkspace,
): Promise<void> => {
  const { HOLDFAST_OWN_TRACES_WORKSPACE: workspace } = config;
  if (workspace === undefined) return;
  if (!(await knowsWorkspace(workspace)))
    log.warn(
      { event: 'own_traces_unread', workspace },
      'HOLDFAST_OWN_TRACES_WORKSPACE names no workspace of this instance: nobody can read these traces. Set it to an id from the list of workspaces.',
    );
  const sink = await lifecycle.open('own spans', () => traces.ownSpans(workspace, VERSION), {
    close: (opened) => opened.close(),
  });
  ownSpans.add(sink);
};

const settingsOf = (config: Config): TraceSettings => {
  const requestBytes = config.HOLDFAST_OTLP_REQUEST_BYTES;
  const inFlightBytes = config.HOLDFAST_OTLP_IN_FLIGHT_BYTES;
  // one workspace may hold half: the largest request of anybody has to fit into that
  if (inFlightBytes < 2 * requestBytes) {
    throw new OperatorError(
      `HOLDFAST_OTLP_IN_FLIGHT_BYTES must be at least twice HOLDFAST_OTLP_REQUEST_BYTES: set it to ${2 * requestBytes} or more.`,
      { exitCode: 78 },
    );
  }
  return { requestBytes, inFlightBytes, spanBytes: config.HOLDFAST_OTLP_SPAN_BYTES };
};

const tellFound = ({ damages, tornBytes }: Recovery, log: Log): void => {
  for (const { segment, at, length, why, copy } of damages) {
    log.error(
      { event: 'span_log_damaged', segment, at, length, why, copy },
      `Spans that were acknowledged are lost: ${why}. A copy of the bytes is at ${copy}; look at the disk.`,
    );
  }
  if (tornBytes > 0)
    log.info(
      { event: 'span_log_recovered', torn_bytes: tornBytes },
      'What was being written when it stopped was never acknowledged.',
    );
};

export interface OtlpPorts {
  readonly http: string | undefined;
  readonly grpc: string | undefined;
}

/** How often a port that somebody else has is asked for. */
const TRY_EVERY_MS = 5000;

/** Opens the two ports on which exporters look by themselves. The node does without them while they cannot be had. */
export const openOtlp = async (
  { config, overrides, log }: Opening,
  { clock, health }: Platform,
  traces: Traces,
  { http, tell }: OpenedHttp,
): Promise<OtlpPorts> => {
  health.add('span_log', traces.logHealth);
  const paths = new Set([
    ...traces.taking.map(({ contract }) => contract.path),
    ...traces.signposts.map(({ path }) => path),
  ]);
  const grpc = createGrpcServer({
    methods: traces.methods,
    unknown: traces.unknownMethod,
    requestTimeoutMs: config.HOLDFAST_REQUEST_TIMEOUT,
    patience: { ...GRPC_PATIENCE, ...overrides.grpcPatience },
    clock,
  });
  const host = await listenAddressOf(config.HOLDFAST_HOST, overrides.lookUp ?? lookUp);
  const urls: { http?: string; grpc?: string } = {};
  let told = Promise.resolve();
  const tellAll = (): void => {
    const all = Object.fromEntries(Object.entries(urls).map(([name, at]) => [`otlp_${name}`, at]));
    // one after the other; the log says it as well, where the file cannot be written
    told = told.then(() => tell(all)).catch(() => {});
  };
  const keep = (transport: 'http' | 'grpc'): Promise<KeptPort> =>
    keepListening({
      host,
      ...PORTS[transport](config),
      server: transport === 'http' ? http.sideDoor(paths) : grpc.server,
      tryEveryMs: overrides.portTryEveryMs ?? TRY_EVERY_MS,
      onOpen(url) {
        urls[transport] = url;
        log.info({ event: 'span_port_opened', transport, url }, `Spans over ${NAMES[transport]} are taken at ${url}`);
        tellAll();
      },
    });
  const ports = { http: await keep('http'), grpc: await keep('grpc') };
  health.add('otlp_http', ports.http.health);
  health.add('otlp_grpc', ports.grpc.health);
  http.alsoDrain(async (withinMs) => {
    ports.http.close();
    ports.grpc.close();
    grpc.server.close();
    await grpc.drain(withinMs);
  });
  await told;
  return { http: ports.http.url, grpc: ports.grpc.url };
};

const NAMES = { http: 'HTTP', grpc: 'gRPC' };

const PORTS = {
  http: (config: Config) => ({
    port: config.HOLDFAST_OTLP_HTTP_PORT,
    setting: 'HOLDFAST_OTLP_HTTP_PORT',
    meanwhile: 'The first port takes spans over HTTP all the same.',
  }),
  grpc: (config: Config) => ({
    port: config.HOLDFAST_OTLP_GRPC_PORT,
    setting: 'HOLDFAST_OTLP_GRPC_PORT',
    meanwhile: 'The first port takes spans over HTTP meanwhile.',
  }),
};
