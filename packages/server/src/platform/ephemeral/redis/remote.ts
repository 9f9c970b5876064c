import type { Stamp } from '../stamp.ts';
import type { Entry } from '../replica.ts';
import type { Count } from '../tally.ts';
import type { Ticket } from '../slot-registry.ts';
import type { Session } from './session.ts';

export interface Written {
  readonly done: boolean;
  /** What was there before. */
  readonly before: string | undefined;
  /** What is there now. */
  readonly entry: Entry | undefined;
}

export interface Change extends Stamp {
  readonly mode: 'set' | 'absent' | 'delete' | 'take';
  readonly key: string;
  readonly value: string;
  readonly ttlMs: number;
  readonly keepMs: number;
}

/** What Redis does for us, over a session that may end in the middle. */
export interface Remote {
  read(session: Session, keys: readonly string[]): Promise<(Entry | undefined)[]>;
  write(session: Session, change: Change): Promise<Written>;
  merge(session: Session, entries: readonly Entry[]): Promise<void>;
  /** Some keys after the cursor, and where to go on; `0` is the start and the end. */
  keys(session: Session, cursor: string): Promise<readonly [cursor: string, keys: string[]]>;
  count(session: Session, key: string, by: number, ttlMs: number): Promise<Count>;
  recount(session: Session, counts: readonly (readonly [string, Count])[]): Promise<void>;
  ask(session: Session, ticket: Ticket, mode: 'ask' | 'renew' | 'keep'): Promise<boolean>;
  free(session: Session, ticket: Ticket): Promise<boolean>;
  /** For how long this Redis has known the instance without losing its data. */
  ageMs(session: Session): Promise<number>;
}

const KEYS_A_SCAN = 100;
const AGE_TTL_MS = 30 * 24 * 3600 * 1000;

export const createRemote = (prefix: string, node: string, makeWindow: () => string): Remote => {
  const kvKey = (key: string): string => `${prefix}kv:${key}`;
  const countKey = (key: string): string => `${prefix}count:${key}`;
  const slotKeys = (key: string): string[] =>
    ['holders', 'waiters', 'until'].map((part) => `${prefix}slot:${part}:${key}`);

  return {
    async read(session, keys) {
      if (keys.length === 0) return [];
      const told = (await session.run('read', keys.map(kvKey), [])) as (RawEntry | null)[];
      return keys.map((key, index) => entryOf(key, told[index]));
    },
    async write(session, { mode, key, time, node, ttlMs, keepMs, value }) {
      const args = [mode, time, node, ttlMs, keepMs, value];
      const [done, before, raw] = (await session.run('write', [kvKey(key)], args)) as [
        number,
        string | null,
        RawEntry | null,
      ];
      return { done: done === 1, before: before ?? undefined, entry: entryOf(key, raw) };
    },
    async merge(session, entries) {
      if (entries.length === 0) return;
      const args = entries.flatMap(({ time, node, ttlMs, keepMs, value }) => [
        time,
        node,
        Math.ceil(ttlMs),
        Math.max(1, Math.ceil(keepMs)),
        value ?? '',
      ]);
      await session.run(
        'merge',
        entries.map(({ key }) => kvKey(key)),
        args,
      );
    },
    async keys(session, cursor) {
      const [next, found] = await session.scan(cursor, `${escapeGlob(prefix)}kv:*`, KEYS_A_SCAN);
      return [next, found.map((key) => key.slice(kvKey('').length))];
    },
    async count(session, key, by, ttl) {
      const told = await session.run('count', [countKey(key)], [node, by, ttl, makeWindow()]);
      const [own, others, ttlMs, window] = told as [number, number, number, string];
      return { own, others, ttlMs, window };
    },
    async recount(session, counts) {
      if (counts.length === 0) return;
      const args = counts.flatMap(([, { own, window, ttlMs }]) => [own, window, Math.max(1, Math.ceil(ttlMs))]);
      const keys = counts.map(([key]) => countKey(key));
      await session.run('recount', keys, [node, ...args]);
    },
    ask: async (session, { id, key, limit, leaseMs }, mode) =>
      (await session.run('slotAsk', slotKeys(key), [id, limit, leaseMs, mode])) === 1,
    free: async (session, { id, key }) => (await session.run('slotFree', slotKeys(key), [id])) === 1,
    ageMs: async (session) => Number(await session.run('age', [`${prefix}since`], [AGE_TTL_MS])),
  };
};

type RawEntry = readonly [time: string, node: string, ttl: string, keep: string, value: string];

const entryOf = (key: string, raw: RawEntry | null | undefined): Entry | undefined => {
  if (raw === null || raw === undefined) return undefined;
  const [time, node, ttl, keep, value] = raw;
  const ttlMs = Number(ttl);
  return { key, time: Number(time), node, ttlMs, keepMs: Number(keep), value: ttlMs > 0 ? value : undefined };
};

const escapeGlob = (text: string): string => text.replaceAll(/[*?[\]\\]/g, String.raw`\$&`);
