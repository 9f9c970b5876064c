import type { WebSocket } from 'ws';
import { nodeIsStopping } from '../http/streams.ts';
import type { Guest } from './arrival.ts';
import { createOpenSocket, type OpenSocket } from './open-socket.ts';
import type { OpeningParts } from './opening.ts';
import { meets, type Revocation } from './revocations.ts';

/** All sockets of this node, and the one timer that looks after them. */
export interface House {
  readonly all: ReadonlySet<OpenSocket>;
  welcome(guest: Guest, socket: WebSocket): void;
  /** How many have not shown their ticket yet. */
  withoutTicket(): number;
  closeThoseOf(revocation: Revocation): number;
  /** Whoever is here may have been revoked without our hearing of it. */
  doubtAll(): void;
  /** From now on nobody comes in. */
  close(): void;
  refuseIfClosed(): void;
}

export const createHouse = (parts: OpeningParts): House => {
  const { clock, bounds, sessions } = parts;
  const all = new Set<OpenSocket>();
  let unknown = 0;
  let isClosed = false;

  const timer = setInterval(() => {
    const now = clock.elapsed();
    for (const opened of all) opened.look(now);
    sessions.endLate(now);
  }, bounds.sweepEveryMs).unref();

  return {
    all,
    welcome(guest, socket) {
      let isUnknown = guest.principal === undefined;
      if (isUnknown) unknown += 1;
      const onKnown = (): void => {
        if (isUnknown) unknown -= 1;
        isUnknown = false;
      };
      const onEnded = (opened: OpenSocket): void => {
        all.delete(opened);
        onKnown();
      };
      all.add(createOpenSocket(parts, guest, socket, { onKnown, onEnded }));
    },
    withoutTicket: () => unknown,
    closeThoseOf(revocation) {
      let closed = 0;
      for (const served of sessions.all()) {
        if (!meets(revocation, served.session.principal)) continue;
        closed += 1;
        served.session.close(revocation.reason);
      }
      return closed;
    },
    doubtAll() {
      for (const { authority } of sessions.all()) authority.doubt();
    },
    close() {
      isClosed = true;
      clearInterval(timer);
    },
    refuseIfClosed() {
      if (isClosed) throw nodeIsStopping();
    },
  };
};
