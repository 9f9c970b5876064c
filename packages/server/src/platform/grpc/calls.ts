import type { Http2Session } from 'node:http2';
import type { Clock } from '../clock/clock.ts';
import { pause } from '../clock/pause.ts';
import { createInFlight, type Stay } from '../http/in-flight.ts';
import { nodeIsStopping } from '../http/streams.ts';

/** The calls that are being answered, and the connections they came by. */
export interface Calls {
  enter(milliseconds: number): Stay;
  watch(session: Http2Session): void;
  readonly isDraining: boolean;
  drain(withinMs: number): Promise<void>;
}

/** How often a draining node looks who is still here. */
const LOOK_EVERY_MS = 25;
/** How long those that are answered at the last moment have to read it. */
const LAST_READ_MS = 500;

export const createCalls = (clock: Clock): Calls => {
  const inFlight = createInFlight(clock);
  const sessions = new Set<Http2Session>();
  let isDraining = false;
  return {
    enter: (milliseconds) => inFlight.enter(milliseconds),
    watch(session) {
      sessions.add(session);
      session.once('close', () => void sessions.delete(session));
      if (isDraining) session.close();
    },
    get isDraining() {
      return isDraining;
    },
    async drain(withinMs) {
      isDraining = true;
      for (const session of sessions) {
        // it says which calls are still answered: the others can be sent elsewhere at once
        if (!session.destroyed) session.goaway();
        session.close();
      }
      const cut = setTimeout(() => inFlight.abortAll(nodeIsStopping()), withinMs);
      const until = clock.elapsed() + withinMs + LAST_READ_MS;
      while (sessions.size > 0 && inFlight.count > 0 && clock.elapsed() < until) await pause(LOOK_EVERY_MS);
      clearTimeout(cut);
      for (const session of sessions) session.destroy();
      inFlight.close();
    },
  };
};
