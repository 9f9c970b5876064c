import type { SocketContract } from '@holdfast/protocol/sockets/socket-contract';
import type { Clock } from '../clock/clock.ts';
import type { Database } from '../database/database.ts';
import { ClientGone } from '../http/client-gone.ts';
import type { InFlight } from '../http/in-flight.ts';
import { Visit, type Encounter } from '../http/visit.ts';
import type { Log } from '../log/log.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import type { Session } from './session.ts';

export interface VisitingParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly telemetry: Telemetry;
  readonly inFlight: InFlight;
}

/** A message has no headers and its answer neither. */
const OF_A_SOCKET: Encounter = {
  isOfInstance: false,
  changesNothing: false,
  caller: { address: '', headers: {} },
  tell: () => {},
};

/** The time and the trace of one message; it is the handler's context, as a request's visit is. */
export interface MessageVisit {
  readonly visit: Visit;
  leave(): void;
}

export const enterMessage = (
  parts: VisitingParts,
  session: Session,
  milliseconds: number,
  traceparent: string | undefined,
): MessageVisit => {
  const stay = parts.inFlight.enter(milliseconds);
  const visit = new Visit(
    parts,
    parts.telemetry.startRequest(asEndpoint(session.contract), { traceparent }),
    stay,
    OF_A_SOCKET,
  );
  visit.principal = session.principal;
  const onEnd = (): void => stay.abort(new ClientGone());
  session.signal.addEventListener('abort', onEnd, { once: true });
  return {
    visit,
    leave() {
      session.signal.removeEventListener('abort', onEnd);
      stay.leave();
    },
  };
};

/** A socket to those who know endpoints only: its handshake is a GET. */
export const asEndpoint = ({ name, path, summary, permission }: SocketContract) =>
  ({ name, path, summary, permission, method: 'GET', answers: {} }) as const;
