import type { PartHealth } from '@holdfast/protocol/process/readiness';
import { pause } from '../../clock/pause.ts';
import { OK } from '../../lifecycle/health.ts';
import type { SharedStore } from '../ephemeral.ts';
import { Away, unlessAway } from './away.ts';
import { openSession, type Session, type SessionParts } from './session.ts';

/** The line to Redis: open, or away and tried again by itself. Nobody waits for it twice. */
export interface Line extends SharedStore {
  /** Throws `Away` at once while there is none. */
  session(): Session;
  /** Settles after the first try, whatever became of it. */
  readonly tried: Promise<void>;
  close(): Promise<void>;
}

export interface LineParts extends Omit<SessionParts, 'fence'> {
  readonly fenceKey: string;
  readonly makeToken: () => string;
  readonly jitter: () => number;
  /** Brings the other side up to date, then enters: from there on it is asked again. */
  readonly join: (session: Session, enter: () => void) => Promise<void>;
  readonly onLost: (reason: Error) => void;
  /** It could not be opened, for another reason than the last time. */
  readonly onUnreachable: (reason: Error) => void;
}

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1000;
/** A session that ended sooner is as good as a try that failed: something is wrong that a new one will meet again. */
const LASTING_MS = 1000;

export const createLine = (parts: LineParts): Line => {
  const { url, fenceKey, makeToken, jitter, join, onLost, onUnreachable } = parts;
  const closing = new AbortController();
  const tried = Promise.withResolvers<void>();
  let here: Session | undefined;
  let current: Session | undefined;
  let why = 'it was not asked yet';

  /** Lives through one session, from opening it to its end. True when it was one that lasted. */
  const live = async (): Promise<boolean> => {
    let since = Number.POSITIVE_INFINITY;
    const session = await openSession({ ...parts, fence: { key: fenceKey, token: makeToken() } });
    current = session;
    if (closing.signal.aborted) session.end(new Away('The node stops'));
    try {
      await join(session, () => {
        here = session;
        since = performance.now();
      });
    } catch (error) {
      session.end(error instanceof Error ? error : new Error(String(error)));
    }
    const entered = here === session;
    tried.resolve();
    const reason = await session.over;
    here = undefined;
    why = reason.message;
    if (entered && !closing.signal.aborted) onLost(reason);
    return performance.now() - since >= LASTING_MS;
  };

  const tryOnce = async (): Promise<boolean> => {
    try {
      return await live();
    } catch (error) {
      const reason = error instanceof Error ? error : new Error(String(error));
      // said once, and not with every try
      if (reason.message !== why) onUnreachable(reason);
      why = reason.message;
      return false;
    } finally {
      tried.resolve();
    }
  };
  const kept = keepTrying(tryOnce, jitter, closing.signal);

  const place = `${url.hostname}:${url.port || '6379'}`;
  return {
    place,
    tried: tried.promise,
    session() {
      if (here === undefined) throw new Away(why);
      return here;
    },
    mark: () => here?.mark(),
    health: () => (here === undefined ? AWAY : OK),
    sizeBytes: () => sizeOf(here),
    async close() {
      closing.abort();
      current?.end(new Away('The node stops'));
      await kept;
    },
  };
};

const sizeOf = async (session: Session | undefined): Promise<number | undefined> => {
  const told = await unlessAway(async () => session?.info('memory'));
  const used = /^used_memory:(\d+)/m.exec(told ?? '')?.[1];
  return used === undefined ? undefined : Number(used);
};

/** Until the signal is aborted. The pause grows with every try that failed. */
const keepTrying = async (act: () => Promise<boolean>, jitter: () => number, signal: AbortSignal): Promise<void> => {
  for (let wait = FIRST_PAUSE_MS; !signal.aborted; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
    if (await act()) wait = FIRST_PAUSE_MS;
    // the pause ends early with the signal
    await pause(wait * jitter(), signal).catch(() => {});
  }
};

/** Without the address and the reason, which are for the log: strangers may read this. */
const AWAY: PartHealth = {
  status: 'degraded',
  detail:
    'Redis is away. This node goes on from its own memory and connects again by itself; start Redis, or look at HOLDFAST_REDIS_URL. The log says why.',
};
