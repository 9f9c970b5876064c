import type { Traces } from './capabilities/traces/index.ts';
import type { Config } from './config/settings.ts';
import type { OpenedHttp } from './open-http.ts';
import type { Opening } from './opening.ts';
import type { Platform } from './platform.ts';
import { GRPC_PATIENCE } from './platform/grpc/grpc-patience.ts';
import { createGrpcServer } from './platform/grpc/grpc-server.ts';
import { listenAddressOf, lookUp } from './platform/http/listen-address.ts';
import { keepListening, type KeptPort } from './platform/listening/keep-listening.ts';

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
