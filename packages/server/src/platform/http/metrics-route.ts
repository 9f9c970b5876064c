import { getMetrics } from '@holdfast/protocol/process/metrics';
import type { FastifyRequest } from 'fastify';
import { isIP } from 'node:net';
import type { Clock } from '../clock/clock.ts';
import type { Database } from '../database/database.ts';
import { fail } from '../failure.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { noLimit } from '../limits/limits.ts';
import { admit } from './admit.ts';
import type { Authenticate } from './authenticate.ts';
import { isMeantForUs } from './host.ts';
import type { HttpServer } from './server.ts';

/** A proxy on this machine would make the whole world local, so a forwarded request never is. */
const isLocal = ({ ip, headers }: FastifyRequest): boolean =>
  isIP(ip) !== 0 &&
  (ip === '::1' || /^(::ffff:)?127\./.test(ip)) &&
  headers['x-forwarded-for'] === undefined &&
  headers.forwarded === undefined;

export interface MetricsParts {
  readonly authenticate: Authenticate;
  readonly database: Database;
  readonly clock: Clock;
  /** The names that Holdfast itself goes by. */
  readonly hostNames: ReadonlySet<string>;
}

/** Prometheus on this machine needs no credentials; from anywhere else the endpoint is an operator's. */
export const serveMetrics = (
  { app, inFlight }: HttpServer,
  metrics: Metrics,
  { authenticate, database, clock, hostNames }: MetricsParts,
): void => {
  metrics.gauge('holdfast_http_requests_in_flight', () => [{ labels: {}, value: inFlight.count }]);
  metrics.gauge('holdfast_database_connections', () =>
    Object.entries(database.connections()).map(([state, value]) => ({ labels: { state }, value })),
  );
  app.get(getMetrics.path, {
    onRequest: async (request) => {
      const local = isLocal(request);
      if (local && isMeantForUs(request.headers.host, hostNames)) return;
      const known = local ? explaining(authenticate) : authenticate;
      await admit(
        getMetrics,
        { headers: request.headers, address: request.ip },
        { authenticate: known, limit: noLimit, now: clock.now() },
      );
    },
    handler: async (_request, reply) => reply.header('content-type', metrics.contentType).send(await metrics.render()),
  });
};

const explaining =
  (authenticate: Authenticate): Authenticate =>
  async (credentials) =>
    (await authenticate(credentials)) ?? fail('unauthenticated', { detail: NOT_MEANT_FOR_US });

const NOT_MEANT_FOR_US =
  'A request from this machine needs no credentials when its Host is an address, localhost, or the host of HOLDFAST_PUBLIC_URL or HOLDFAST_HOST.';
