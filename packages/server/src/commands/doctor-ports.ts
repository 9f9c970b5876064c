import { createServer } from 'node:net';
import type { Config } from '../config/settings.ts';
import { listenAddressOf, lookUp } from '../platform/http/listen-address.ts';
import { listenRefusal } from '../platform/http/listen-refusal.ts';
import { dutiesOf } from '../roles.ts';
import { bad, ok, warn, type Finding } from './finding.ts';

/** Without the first nothing starts. The others are for spans: without them the first takes those that come over HTTP. */
export const lookAtPorts = async (config: Config): Promise<Finding[]> => {
  const first = await lookAtPort(config, 'HOLDFAST_HTTP_PORT', bad);
  const ofSpans = dutiesOf(config.HOLDFAST_ROLE).api
    ? ([
        ['HOLDFAST_OTLP_HTTP_PORT', 'The first port takes spans over HTTP all the same.'],
        ['HOLDFAST_OTLP_GRPC_PORT', 'The first port takes spans over HTTP meanwhile.'],
      ] as const)
    : [];
  const others = ofSpans.map(([setting, meanwhile]) =>
    lookAtPort(config, setting, (sentence) => warn(`${sentence} ${meanwhile}`)),
  );
  // what is said of the address need not be said three times
  return first.state === 'bad' ? [first] : [first, ...(await Promise.all(others))];
};

type PortSetting = 'HOLDFAST_HTTP_PORT' | 'HOLDFAST_OTLP_HTTP_PORT' | 'HOLDFAST_OTLP_GRPC_PORT';

const lookAtPort = async (config: Config, setting: PortSetting, taken: typeof bad): Promise<Finding> => {
  const { HOLDFAST_HOST: host, [setting]: port } = config;
  if (port === 0) return ok(`${setting} takes any port that is free.`);
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
