import type { Clock } from '../clock/clock.ts';
import { randomSecret } from '../crypto/random.ts';
import type { Credentials } from '../http/authenticate.ts';
import type { Principal } from '../http/context.ts';
import type { MakeId } from '../ids/uuid7.ts';
import type { Authority } from './authority.ts';
import type { SocketBounds } from './bounds.ts';
import type { Handshake } from './handshake.ts';
import type { Line } from './line.ts';
import type { Waiting } from './unsent.ts';
import type { Parked, ParkingLot } from './parked.ts';
import type { Revocations } from './revocations.ts';
import { hashOf } from './secrets.ts';
import type { Serving } from './serve-socket.ts';
import { createSession, type Session } from './session.ts';
import type { Served, Sessions } from './sessions.ts';
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

export interface Resume {
  readonly connection_id: string;
  readonly resume_token: string;
  readonly seq: number;
}

/** A guest whose line is there, and who is known by now. */
export interface Arrival {
  readonly guest: Guest;
  readonly line: Line;
  readonly authority: Authority;
}

const TOKEN_BYTES = 16;
const MS = 1000;

export const beginSession = (parts: BeginningParts, arrival: Arrival, outcome: 'new' | 'lost'): Served | undefined => {
  if (isTurnedAway(parts, arrival)) return undefined;
  const { guest, line } = arrival;
  const served = serve(parts, arrival, parts.makeId(), undefined);
  served.session.resume(line, 0, greet(parts, guest, served.session, outcome));
  served.open();
  return served;
};

/** Undefined when there is nothing to resume, or not all of it: then it begins anew. */
export const resumeSession = async (
  parts: BeginningParts,
  arrival: Arrival,
  { connection_id: id, resume_token: secret, seq }: Resume,
): Promise<Served | undefined> => {
  const { guest, line, authority } = arrival;
  const token = hashOf(secret);
  const here = parts.sessions.get(id);
  const parked = here === undefined ? await parts.parkingLot.take(id, token) : undefined;
  if (isTurnedAway(parts, arrival)) return undefined;
  if (here !== undefined) {
    const { session } = here;
    if (session.token !== token || !isSame(guest, authority, placeOf(session))) return undefined;
    here.authority = authority;
    session.principal = authority.principal;
    parts.sessions.goOn(here);
    if (session.resume(line, seq, greet(parts, guest, session, 'resumed'))) return here;
    parts.sessions.end(here);
    return undefined;
  }
  if (parked === undefined || !isSame(guest, authority, parked)) return undefined;
  const served = serve(parts, arrival, id, parked);
  if (served.session.resume(line, seq, greet(parts, guest, served.session, 'resumed'))) {
    served.open();
    return served;
  }
  parts.sessions.end(served);
  return undefined;
};

/** Whoever was looked up before a revocation, and let in after it, must not stay. */
const isTurnedAway = ({ revocations }: BeginningParts, { guest, line, authority }: Arrival): boolean => {
  const refusal = revocations.refusalSince(authority.principal, guest.since);
  if (refusal !== undefined) line.close(refusal);
  return !line.isOpen;
};

interface Place {
  readonly contract: string;
  readonly path: string;
  readonly principal: string;
  readonly workspace?: string | undefined;
}

const placeOf = ({ contract, path, principal: { id, workspace } }: Session): Place => ({
  contract: contract.name,
  path,
  principal: id,
  workspace,
});

const isSame = ({ serving, path }: Guest, { principal }: Authority, place: Place): boolean =>
  place.contract === serving.contract.name &&
  place.path === path &&
  place.principal === principal.id &&
  place.workspace === principal.workspace;

const serve = (
  { bounds, sessions, socketTelemetry }: BeginningParts,
  { guest: { serving, path, params }, authority }: Arrival,
  id: string,
  from: Parked | undefined,
): Served & { open(): void } => {
  const { contract } = serving;
  const session = createSession({
    id,
    contract,
    path,
    principal: authority.principal,
    slowMs: bounds.slowMs,
    resumeMs: bounds.resumeMs,
    onSent: () => socketTelemetry.messages(contract, 'out', 1),
    onDropped: (count) => socketTelemetry.dropped(contract, count),
    ...(from === undefined ? {} : { from }),
  });
  const handler = serving.begin(session, params, async () => {
    const refusal = await served.authority.check();
    session.principal = served.authority.principal;
    return refusal;
  });
  const served = { session, authority, handle: handler.handle, open: handler.open };
  sessions.add(served);
  return served;
};

/** Every resume needs a new token, which only its greeting says. */
const greet = ({ bounds }: BeginningParts, { serving }: Guest, session: Session, outcome: string): Waiting => {
  const secret = randomSecret(TOKEN_BYTES);
  session.token = hashOf(secret);
  return serving.write({
    type: 'connection_established',
    connection_id: session.id,
    resume_token: secret,
    resume_within_s: Math.round(bounds.resumeMs / MS),
    outcome,
  });
};
