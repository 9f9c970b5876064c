import type { Contract } from '@holdfast/protocol/contract';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Database } from '../database/database.ts';
import type { MakeId } from '../ids/uuid7.ts';
import type { Clock } from '../clock/clock.ts';
import type { Log } from '../log/log.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { answerFailure } from './answer-failure.ts';
import type { Authenticate } from './authenticate.ts';
import { readJsonBodies } from './body.ts';
import { clientErrorAnswerer } from './client-errors.ts';
import type { Endpoint } from './endpoint.ts';
import { ClientGone } from './client-gone.ts';
import { createInFlight, type InFlight, type Stay } from './in-flight.ts';
import { answerUnknownRoutes } from './unknown-routes.ts';
import { createRunner } from './runner.ts';
import { PATIENCE, type Patience } from './patience.ts';
import { securityHeaders, setSecurityHeaders } from './security-headers.ts';
import { createStreams, nodeIsStopping } from './streams.ts';
import { Visit } from './visit.ts';

export interface HttpOptions {
  readonly trustedProxies: readonly string[];
  readonly overTls: boolean;
  readonly requestTimeoutMs: number;
  readonly authenticate: Authenticate;
  readonly database: Database;
  readonly makeId: MakeId;
  readonly clock: Clock;
  readonly log: Log;
  readonly telemetry: Telemetry;
  readonly patience?: Partial<Patience>;
}

export interface HttpServer {
  /** For pages and files, which have no contract. */
  readonly app: FastifyInstance;
  readonly inFlight: InFlight;
  add(endpoints: readonly Endpoint[]): void;
  listen(host: string, port: number): Promise<string>;
  /** Takes nothing new, lets requests finish within the time, ends streams, cuts the rest off. */
  drain(withinMs: number): Promise<void>;
}

const BODY_BYTES = 1024 * 1024;
const HEADER_BYTES = 16 * 1024;
/** How often connections that have become idle are closed while the node drains. */
const CLOSE_IDLE_EVERY_MS = 50;
/** How long those that are answered at the last moment have to read it. */
const LAST_READ_MS = 500;

export const createHttpServer = (options: HttpOptions): HttpServer => {
  const { database, log, clock, telemetry } = options;
  const patience = { ...PATIENCE, ...options.patience };
  const headers = securityHeaders(options.overTls);
  let draining = false;
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_BYTES,
    trustProxy: options.trustedProxies.length === 0 ? false : [...options.trustedProxies],
    requestTimeout: patience.requestMs,
    keepAliveTimeout: patience.keepAliveMs,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    http: { maxHeaderSize: HEADER_BYTES, headersTimeout: patience.headersMs, connectionsCheckingInterval: patience.checkEveryMs },
    routerOptions: { maxParamLength: 256 },
    clientErrorHandler: clientErrorAnswerer(headers),
    // a path that cannot be read never gets to the hooks
    frameworkErrors: (error, request, reply) => void answerFailure(telemetry, error, request, (reply as FastifyReply).headers(headers)),
  });
  app.server.maxHeadersCount = 100;
  const inFlight = createInFlight(clock);
  const parts = { database, log, clock };

  const enter = (request: FastifyRequest, reply: FastifyReply, contract: Contract): Visit => {
    const milliseconds = contract.events === undefined ? (contract.limits?.seconds ?? 0) * 1000 || options.requestTimeoutMs : Number.POSITIVE_INFINITY;
    const stay = inFlight.enter(milliseconds);
    const trace = telemetry.startRequest(contract, request.headers);
    const visit = new Visit(parts, trace, stay);
    request.visit = visit;
    if (contract.events === undefined) cutOffSlowReader(stay, reply);
    reply.raw.once('close', () => {
      stay.leave();
      if (!reply.raw.writableFinished) stay.abort(new ClientGone());
      telemetry.endRequest(contract, reply.raw.statusCode, visit);
    });
    if (draining) throw nodeIsStopping();
    return visit;
  };

  const runner = createRunner({ authenticate: options.authenticate, makeId: options.makeId, streams: createStreams(patience), enter, defaultBodyBytes: BODY_BYTES });
  app.decorateRequest('visit');
  setSecurityHeaders(app, headers);
  readJsonBodies(app);
  app.setErrorHandler((error, request, reply) => answerFailure(telemetry, error, request, reply));
  const routes = answerUnknownRoutes(app, telemetry);

  return {
    app,
    inFlight,
    add(endpoints) {
      for (const endpoint of endpoints) app.route(runner.routeOf(endpoint));
    },
    async listen(host, port) {
      routes.complete();
      return app.listen({ host, port, exclusive: true });
    },
    async drain(withinMs) {
      draining = true;
      const { server } = app;
      const timers = [
        setInterval(() => server.closeIdleConnections(), CLOSE_IDLE_EVERY_MS),
        setTimeout(() => inFlight.abortAll(nodeIsStopping()), withinMs),
        setTimeout(() => server.closeAllConnections(), withinMs + LAST_READ_MS),
      ];
      inFlight.abortStreams(nodeIsStopping());
      await app.close();
      for (const timer of timers) clearTimeout(timer);
      inFlight.close();
    },
  };
};

/** Whoever has not read its answer when the time of its request is over will not read it. */
const cutOffSlowReader = ({ signal }: Stay, { raw }: FastifyReply): void => {
  signal.addEventListener('abort', () => {
    if (raw.headersSent) raw.destroy();
  });
};
