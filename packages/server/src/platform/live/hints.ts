import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { Clock } from '../clock/clock.ts';
import type { Log } from '../log/log.ts';

/** Tells that something of a workspace moved, however often it moves: at once, and then about once in a while. */
export interface Hints {
  /** The first is told at once; what moves meanwhile is told together when its time has come, so the last is never missed. */
  readonly tell: (workspace: WorkspaceId, what: string) => void;
  /** Tells what is still to be told. */
  close(): Promise<void>;
}

export interface HintsParts {
  readonly publish: (workspace: WorkspaceId, what: string) => Promise<void>;
  readonly clock: Pick<Clock, 'elapsed'>;
  readonly log: Log;
  /** Calls back after so many milliseconds, unless it is called off. */
  readonly after?: (milliseconds: number, call: () => void) => () => void;
  readonly everyMs?: number;
  /** How many are kept in mind at once. */
  readonly most?: number;
}

interface Recent {
  readonly workspace: WorkspaceId;
  readonly what: string;
  /** When it may be told again. */
  readonly dueAt: number;
  moved: boolean;
}

const EVERY_MS = 1000;
/** 1.3 MB of memory. With more than these in one second, those told first are told again early. */
const MOST = 10_000;

export const createHints = (parts: HintsParts): Hints => {
  const { clock, after = byTimer, everyMs = EVERY_MS, most = MOST } = parts;
  const { publish, settled } = createPublisher(parts);
  // in the order in which they were told, which is that in which they are due
  const recent = new Set<Recent>();
  // by what, then by workspace: to make one key of both for each job costs more than two look-ups
  const places = new Map<string, Map<string, Recent>>();
  let callOff: (() => void) | undefined;

  const begin = (workspace: WorkspaceId, what: string): void => {
    const one = { workspace, what, dueAt: clock.elapsed() + everyMs, moved: false };
    recent.add(one);
    const here = places.get(what) ?? new Map<string, Recent>();
    places.set(what, here.set(workspace, one));
    publish(one);
  };

  const forget = (one: Recent): void => {
    recent.delete(one);
    const here = places.get(one.what);
    here?.delete(one.workspace);
    if (here?.size === 0) places.delete(one.what);
  };

  const awaitNext = (): void => {
    const [next] = recent;
    if (next !== undefined) callOff ??= after(Math.max(0, next.dueAt - clock.elapsed()), turnDue);
  };

  /** Forgets those whose time has come, or begins them anew when they moved since. */
  const turnDue = (): void => {
    callOff = undefined;
    const now = clock.elapsed();
    for (const one of recent) {
      if (one.dueAt > now) break;
      forget(one);
      if (one.moved) begin(one.workspace, one.what);
    }
    awaitNext();
  };

  return {
    tell(workspace, what) {
      const known = places.get(what)?.get(workspace);
      if (known !== undefined) {
        known.moved = true;
        return;
      }
      begin(workspace, what);
      awaitNext();
      for (const oldest of recent) {
        if (recent.size <= most) return;
        forget(oldest);
        if (oldest.moved) publish(oldest);
      }
    },
    async close() {
      callOff?.();
      for (const one of recent) {
        forget(one);
        if (one.moved) publish(one);
      }
      await settled();
    },
  };
};

/** Those who move are not kept waiting, and do not fail when nobody can be told. */
const createPublisher = ({ publish, log }: HintsParts) => {
  const underWay = new Set<Promise<void>>();
  return {
    publish({ workspace, what }: Recent): void {
      const publishing = publish(workspace, what)
        .catch((error: unknown) => log.warn({ error }, 'A hint that something moved could not be told.'))
        .finally(() => underWay.delete(publishing));
      underWay.add(publishing);
    },
    settled: () => Promise.all(underWay),
  };
};

const byTimer = (milliseconds: number, call: () => void): (() => void) => {
  const timer = setTimeout(call, milliseconds).unref();
  return () => clearTimeout(timer);
};
