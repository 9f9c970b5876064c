import { createServer } from 'node:net';
import type { Config } from '../config/settings.ts';
import { listenAddressOf, lookUp } from '../platform/http/listen-address.ts';
import { listenRefusal } from '../platform/http/listen-refusal.ts';
import { bad, ok, warn, type Finding } from './finding.ts';

/** Without the first nothing starts; without the others spans go by the first. */
export const lookAtPorts = async (config: Config): Promise<Finding[]> => [
  await lookAtPort(config, 'HOLDFAST_HTTP_PORT', bad),
  await lookAtPort(config, 'HOLDFAST_OTLP_HTTP_PORT', warn),
  await lookAtPort(config, 'HOLDFAST_OTLP_GRPC_PORT', warn),
];

type PortSetting = 'HOLDFAST_HTTP_PORT' | 'HOLDFAST_OTLP_HTTP_PORT' | 'HOLDFAST_OTLP_GRPC_PORT';

const lookAtPort = async (config: Config, setting: PortSetting, taken: typeof bad): Promise<Finding> => {
  const { HOLDFAST_HOST: host, [setting]: port } = config;
  // a name that cannot be looked up cannot be listened on either, which the probe then says
  const address = await listenAddressOf(host, lookUp).catch(() => host);
  const { promise, resolve: settle } = Promise.withResolvers<Finding>();
  const probe = createServer();
  probe.once('error', (error: NodeJS.ErrnoException) =>
    settle(
      taken(
        listenRefusal(error, host, port, setting)?.message ??
          `Nothing can listen on ${host}:${port}: ${error.message}.`,
      ),
    ),
  );
  probe.listen({ host: address, port, exclusive: true }, () =>
    probe.close(() => settle(ok(`${host}:${port} is free.`))),
  );
  return promise;
};
