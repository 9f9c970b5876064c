import type { FastifyInstance } from 'fastify';
import type { IncomingMessage, Server } from 'node:http';
import type { Clock } from '../clock/clock.ts';
import type { Database } from '../database/database.ts';
import type { MakeId } from '../ids/uuid7.ts';
import type { Limits } from '../limits/limits.ts';
import type { Log } from '../log/log.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import type { Authenticate } from './authenticate.ts';
import { watchConnections, type Connections } from './connections.ts';
import { createDownloads, type SendDownload } from './downloads.ts';
import { drain } from './drain.ts';
import type { Endpoint } from './endpoint.ts';
import { createEntrance, type Entrance } from './entrance.ts';
import { isForeign } from './foreign.ts';
import type { Signpost } from './foreign-paths.ts';
import { createFramework } from './framework.ts';
import { createForeignPageRefusal } from './foreign-page.ts';
import { createInFlight, type InFlight } from './in-flight.ts';
import { createOrigins } from './origins.ts';
import { PATIENCE, type Patience } from './patience.ts';
import { createRunner } from './runner.ts';
import { createReaders, type Readers } from './readers.ts';
import { securityHeaders } from './security-headers.ts';
import { createSideDoor, type SideDoor } from './side-door.ts';
import { createStreams, type Streams } from './streams.ts';
import { isTalking } from './talk.ts';
import type { Uploads } from './uploads/uploads.ts';
import { answerUnknownRoutes } from './unknown-routes.ts';

export interface HttpOptions {
  readonly trustedProxies: readonly string[];
  /** Where people reach Holdfast, when that is not where it listens. */
  readonly publicUrl: URL | undefined;
  readonly requestTimeoutMs: number;
  readonly authenticate: Authenticate;
  readonly database: Database;
  readonly makeId: MakeId;
  readonly clock: Clock;
  readonly log: Log;
  readonly telemetry: Telemetry;
  readonly limits: Limits;
  readonly patience?: Partial<Patience>;
  readonly uploads: Uploads;
}

export interface HttpServer {
  /** For pages and files, which have no contract. */
  readonly app: FastifyInstance;
  readonly inFlight: InFlight;
  readonly entrance: Entrance;
  readonly connections: Connections;
  readonly readers: Pick<Readers, 'endThoseOf' | 'doubtAll'>;
  /** Whose requests for an upgrade to WebSocket are given to the listener of the server. */
  upgradeWhere(matches: (request: IncomingMessage) => boolean): void;
  /** Runs beside the drain of requests, in the same time. */
  alsoDrain(drain: (withinMs: number) => Promise<void>): void;
  add(endpoints: readonly Endpoint[]): void;
  signpost(signposts: readonly Signpost[]): void;
  listen(host: string, port: number): Promise<string>;
  /** Another port for some of its paths. It is given to whoever listens, and drained with the first. */
  sideDoor(paths: ReadonlySet<string>): Server;
  /** Takes nothing new, lets requests finish within the time, ends streams, cuts the rest off. */
  drain(withinMs: number): Promise<void>;
}

export const createHttpServer = (options: HttpOptions): HttpServer => {
  let mayUpgrade = (_request: IncomingMessage): boolean => false;
  const others: ((withinMs: number) => Promise<void>)[] = [];
  const patience = { ...PATIENCE, ...options.patience };
  const app = createFramework({ ...options, patience, mayUpgrade: (request) => mayUpgrade(request) });
  const connections = watchConnections(app.server);
  const sideDoors: SideDoor[] = [];
  const inFlight = createInFlight(options.clock);
  const entrance = createEntrance({ ...options, inFlight });
  const readers = createReaders(options.clock);
  const runner = createRunner({
    ...options,
    entrance,
    readers,
    ...createAnswers(patience),
    refuseForeignPage: createForeignPageRefusal(createOrigins(options.publicUrl, app.server)),
  });
  const routes = answerUnknownRoutes(app, options.telemetry);

  return {
    app,
    inFlight,
    entrance,
    connections,
    readers,
    upgradeWhere(matches) {
      mayUpgrade = matches;
    },
    alsoDrain: (also) => void others.push(also),
    add(endpoints) {
      for (const endpoint of endpoints) {
        if (isForeign(endpoint) || isTalking(endpoint))
          app.foreignPaths.refuseAt(endpoint.contract.path, endpoint.refuse);
        app.route(runner.routeOf(endpoint));
      }
    },
    signpost(signposts) {
      for (const each of signposts) app.foreignPaths.post(each);
    },
    async listen(host, port) {
      routes.complete();
      return app.listen({ host, port, exclusive: true });
    },
    sideDoor(paths) {
      const headers = securityHeaders(options.publicUrl?.protocol === 'https:');
      const door = createSideDoor({ app, patience, headers, paths });
      sideDoors.push(door);
      return door.server;
    },
    async drain(withinMs) {
      entrance.close();
      readers.close();
      const closeIdle = (): void => {
        for (const each of [connections, ...sideDoors]) each.closeIdle();
      };
      await Promise.all([...others.map((also) => also(withinMs)), drain(app, inFlight, { closeIdle }, withinMs)]);
      for (const door of sideDoors) door.close();
    },
  };
};

/** Answers that are longer than what they are made of. */
const createAnswers = (patience: Patience): { streams: Streams; sendDownload: SendDownload } => ({
  streams: createStreams(patience),
  sendDownload: createDownloads(patience),
});
