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
  readonly after?: (milliseconds: number, then: () => void) => () => void;
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
/** Some 2 MB. With more than these in one second, those told first are told again early. */
const MOST = 10_000;

export const createHints = (parts: HintsParts): Hints => {
  const { clock, log, after = byTimer, everyMs = EVERY_MS, most = MOST } = parts;
  // in the order in which they were told, which is that in which they are due
  const recent = new Map<string, Recent>();
  const underWay = new Set<Promise<void>>();
  let callOff: (() => void) | undefined;

  const publish = (workspace: WorkspaceId, what: string): void => {
    const publishing = parts
      .publish(workspace, what)
      .catch((error: unknown) => log.warn({ error }, 'A hint that something moved could not be told.'))
      .finally(() => underWay.delete(publishing));
    underWay.add(publishing);
  };

  const begin = (key: string, workspace: WorkspaceId, what: string): void => {
    recent.set(key, { workspace, what, dueAt: clock.elapsed() + everyMs, moved: false });
    publish(workspace, what);
  };

  const awaitNext = (): void => {
    const [next] = recent.values();
    if (next !== undefined) callOff ??= after(Math.max(0, next.dueAt - clock.elapsed()), turnDue);
  };

  /** Forgets those whose time has come, or begins them anew when they moved since. */
  const turnDue = (): void => {
    callOff = undefined;
    const now = clock.elapsed();
    for (const [key, { workspace, what, dueAt, moved }] of recent) {
      if (dueAt > now) break;
      recent.delete(key);
      if (moved) begin(key, workspace, what);
    }
    awaitNext();
  };

  return {
    tell(workspace, what) {
      const key = workspace + what;
      const one = recent.get(key);
      if (one !== undefined) {
        one.moved = true;
        return;
      }
      begin(key, workspace, what);
      awaitNext();
      for (const [oldest, first] of recent) {
        if (recent.size <= most) return;
        recent.delete(oldest);
        if (first.moved) publish(first.workspace, first.what);
      }
    },
    async close() {
      callOff?.();
      for (const { workspace, what, moved } of recent.values()) if (moved) publish(workspace, what);
      recent.clear();
      await Promise.all(underWay);
    },
  };
};

const byTimer = (milliseconds: number, then: () => void): (() => void) => {
  const timer = setTimeout(then, milliseconds).unref();
  return () => clearTimeout(timer);
};
