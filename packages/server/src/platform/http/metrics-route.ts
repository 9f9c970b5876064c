import { getMetrics } from '@holdfast/protocol/process/metrics';
import type { FastifyRequest } from 'fastify';
import { isIP } from 'node:net';
import type { Database } from '../database/database.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { noLimit } from '../limits/limits.ts';
import { admit } from './admit.ts';
import type { Authenticate } from './authenticate.ts';
import type { HttpServer } from './server.ts';

/** A proxy on this machine would make the whole world local, so a forwarded request never is. */
const isLocal = ({ ip, headers }: FastifyRequest): boolean =>
  isIP(ip) !== 0 &&
  (ip === '::1' || /^(::ffff:)?127\./.test(ip)) &&
  headers['x-forwarded-for'] === undefined &&
  headers.forwarded === undefined;

/** Prometheus on this machine needs no credentials; from anywhere else the endpoint is an operator's. */
export const serveMetrics = (
  { app, inFlight }: HttpServer,
  metrics: Metrics,
  { authenticate, database }: { authenticate: Authenticate; database: Database },
): void => {
  metrics.gauge('holdfast_http_requests_in_flight', () => [{ labels: {}, value: inFlight.count }]);
  metrics.gauge('holdfast_database_connections', () =>
    Object.entries(database.connections()).map(([state, value]) => ({ labels: { state }, value })),
  );
  app.get(getMetrics.path, {
    onRequest: async (request) => {
      if (isLocal(request)) return;
      await admit(getMetrics, authenticate, { headers: request.headers, address: request.ip }, noLimit);
    },
    handler: async (_request, reply) => reply.header('content-type', metrics.contentType).send(await metrics.render()),
  });
};
