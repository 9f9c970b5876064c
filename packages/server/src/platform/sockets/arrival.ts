import type { Clock } from '../clock/clock.ts';
import type { Credentials } from '../http/authenticate.ts';
import type { Principal } from '../http/context.ts';
import type { MakeId } from '../ids/uuid7.ts';
import type { Authority } from './authority.ts';
import type { SocketBounds } from './bounds.ts';
import type { Handshake } from './handshake.ts';
import type { Line } from './line.ts';
import type { ParkingLot } from './parked.ts';
import type { Revocations } from './revocations.ts';
import type { Serving } from './serve-socket.ts';
import type { Sessions } from './sessions.ts';
import type { SocketTelemetry } from './socket-telemetry.ts';

/** Whom the handshake let in, and what it will bring. */
export interface Guest {
  readonly serving: Serving;
  readonly path: string;
  readonly params: unknown;
  readonly handshake: Handshake;
  readonly credentials: Credentials;
  /** Undefined while its ticket is still to come. */
  readonly principal: Principal | undefined;
  /** By the wall clock, before anybody was asked who it is. */
  readonly since: number;
  readonly givePlaceBack: (() => void) | undefined;
}

export interface BeginningParts {
  readonly clock: Clock;
  readonly makeId: MakeId;
  readonly bounds: SocketBounds;
  readonly sessions: Sessions;
  readonly parkingLot: ParkingLot;
  readonly revocations: Revocations;
  readonly socketTelemetry: SocketTelemetry;
  readonly authorityOf: (serving: Serving, principal: Principal, credentials: Credentials | undefined) => Authority;
}

/** A guest whose line is there, and who is known by now. */
export interface Arrival {
  readonly guest: Guest;
  readonly line: Line;
  readonly authority: Authority;
}

/** Whoever was looked up before a revocation, and let in after it, must not stay. */
export const isTurnedAway = ({ revocations }: BeginningParts, { guest, line, authority }: Arrival): boolean => {
  const refusal = revocations.refusalSince(authority.principal, guest.since);
  if (refusal !== undefined) line.close(refusal);
  return !line.isOpen;
};
