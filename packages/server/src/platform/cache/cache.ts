import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { Clock } from '../clock/clock.ts';
import type { Bus } from '../ephemeral/ephemeral.ts';

/** A few values of workspaces, kept close by and dropped on every node when somebody changes them. */
export interface Cache<Value> {
  /** What is kept, else what `load` finds. Those who ask at the same time load once. */
  get(workspace: WorkspaceId, key: string, load: () => Promise<Value>): Promise<Value>;
  /** After the commit of a change, never before: what is loaded next must be what was committed. */
  invalidate(workspace: WorkspaceId, key?: string): Promise<void>;
  close(): void;
}

export interface CacheParts {
  /** Tells caches apart on the bus. */
  readonly name: string;
  readonly bus: Bus;
  readonly clock: Clock;
  /** The net below: nothing is older than this, whatever message was lost. */
  readonly ttlMs?: number;
  readonly most?: number;
}

interface Kept<Value> {
  readonly value: Promise<Value>;
  readonly loadedAt: number;
}

const TTL_MS = 5000;
const MOST = 1000;
/** No UUID and no key of ours contains it. */
const BETWEEN = '\n';

export const createCache = <Value>({ name, bus, clock, ttlMs = TTL_MS, most = MOST }: CacheParts): Cache<Value> => {
  const kept = new Map<string, Kept<Value>>();

  const drop = (place: string): void => {
    if (!place.endsWith(BETWEEN)) return void kept.delete(place);
    for (const one of [...kept.keys()].filter((each) => each.startsWith(place))) kept.delete(one);
  };
  const channel = `cache.${name}`;
  const leave = bus.subscribe(channel, drop, () => kept.clear());

  const load = (place: string, act: () => Promise<Value>): Promise<Value> => {
    const one: Kept<Value> = { value: act(), loadedAt: clock.elapsed() };
    kept.set(place, one);
    for (const oldest of kept.keys()) {
      if (kept.size <= most) break;
      kept.delete(oldest);
    }
    // a failure is told to those who wait, and not kept
    one.value.catch(() => kept.get(place) === one && kept.delete(place));
    return one.value;
  };

  return {
    get(workspace, key, act) {
      const place = `${workspace}${BETWEEN}${key}`;
      const found = kept.get(place);
      if (found !== undefined && clock.elapsed() - found.loadedAt < ttlMs) return found.value;
      return load(place, act);
    },
    // what is being loaded is dropped as well: it may have been read before the change
    invalidate: (workspace, key = '') => bus.publish(channel, `${workspace}${BETWEEN}${key}`),
    close: leave,
  };
};
