import type { Clock } from './clock/clock.ts';
import type { Bus, Kept } from './ephemeral-port.ts';

const LOOK_EVERY = 256;

/** For one node: gone with the process. */
export const createMemoryKept = (clock: Clock): Kept => {
  const kept = new Map<string, { readonly value: string; readonly until: number }>();
  let sets = 0;
  return {
    async set(key, value, { ttlMs }) {
      sets += 1;
      const now = clock.elapsed();
      if (sets % LOOK_EVERY === 0) for (const [old, { until }] of kept) if (until <= now) kept.delete(old);
      kept.set(key, { value, until: now + ttlMs });
    },
    async take(key) {
      const found = kept.get(key);
      kept.delete(key);
      return found !== undefined && found.until > clock.elapsed() ? found.value : undefined;
    },
  };
};

export const createMemoryBus = (): Bus => {
  const channels = new Map<string, Set<(message: string) => void>>();
  return {
    async publish(channel, message) {
      for (const listener of channels.get(channel) ?? []) listener(message);
    },
    subscribe(channel, listener) {
      const listeners = channels.get(channel) ?? new Set();
      channels.set(channel, listeners.add(listener));
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0 && channels.get(channel) === listeners) channels.delete(channel);
      };
    },
  };
};
