import type { Ephemeral } from '../ephemeral/ephemeral.ts';
import type { Authenticate } from '../http/authenticate.ts';
import type { HttpServer } from '../http/server.ts';
import type { MakeId } from '../ids/uuid7.ts';
import type { Limits } from '../limits/limits.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { createAuthority } from './authority.ts';
import { SOCKET_BOUNDS, type SocketBounds } from './bounds.ts';
import { createDoor } from './door.ts';
import { drainSockets } from './drain-sockets.ts';
import { createHouse } from './house.ts';
import type { VisitingParts } from './message-visit.ts';
import type { OpeningParts } from './opening.ts';
import { createParkingLot } from './parked.ts';
import { createPlaces } from './places.ts';
import { createRevocations, meets } from './revocations.ts';
import { createServing } from './serve-socket.ts';
import { createSessions } from './sessions.ts';
import type { SocketEndpoint } from './socket-endpoint.ts';
import { createSocketTelemetry } from './socket-telemetry.ts';
import { createTickets, type Tickets } from './tickets.ts';

export interface GatewayParts extends VisitingParts {
  readonly http: HttpServer;
  readonly authenticate: Authenticate;
  readonly publicUrl: URL | undefined;
  readonly ephemeral: Ephemeral;
  readonly limits: Limits;
  readonly makeId: MakeId;
  readonly metrics: Metrics;
  readonly bounds?: Partial<SocketBounds>;
}

export interface Gateway {
  readonly tickets: Tickets;
  add(endpoints: readonly SocketEndpoint[]): void;
}

/** How much longer than a ticket's life a revocation is remembered. */
const MARGIN_MS = 10_000;

/** Sockets on the port of HTTP. An upgrade is a request until it is accepted, with the same order and the same problems. */
export const createGateway = (parts: GatewayParts): Gateway => {
  const { http, clock, metrics, authenticate, log } = parts;
  const { kv, bus } = parts.ephemeral;
  const bounds = { ...SOCKET_BOUNDS, ...parts.bounds };
  const socketTelemetry = createSocketTelemetry(metrics, clock, log);
  const sessions = createSessions(bounds.resumeMs);
  const tickets = createTickets(kv, clock, bounds.ticketMs);
  const places = createPlaces(bounds.perMember);
  const parkingLot = createParkingLot(kv, bounds.resumeMs);
  const revocations = createRevocations(bus, clock, bounds.ticketMs + MARGIN_MS, {
    onRevoked(revocation) {
      const streams = http.readers.endThoseOf((principal) => meets(revocation, principal));
      socketTelemetry.revoked(revocation, house.closeThoseOf(revocation) + streams);
    },
    onGap() {
      house.doubtAll();
      http.readers.doubtAll();
    },
  });
  const authorityOf: OpeningParts['authorityOf'] = ({ contract: { permission } }, principal, credentials) =>
    createAuthority({ ...bounds, authenticate, clock, permission }, principal, credentials);
  const house = createHouse({
    ...parts,
    bounds,
    sessions,
    tickets,
    places,
    parkingLot,
    revocations,
    socketTelemetry,
    authorityOf,
  });
  metrics.gauge('holdfast_sockets_open', () => [
    { labels: { state: 'connected' }, value: house.all.size },
    { labels: { state: 'waiting' }, value: sessions.waiting },
  ]);
  http.alsoDrain(async (withinMs) => {
    await drainSockets({ house, sessions, parkingLot, closeMs: bounds.closeMs, clock, log }, withinMs);
    revocations.close();
  });

  const door = createDoor({ ...parts, bounds, house, places });
  return {
    tickets,
    add(endpoints) {
      for (const endpoint of endpoints) {
        door.open(createServing(endpoint, { ...parts, socketTelemetry, messageMs: bounds.messageMs }));
      }
    },
  };
};
