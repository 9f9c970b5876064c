import { demandKey, demandTtl, demandValue, MOST_TTL_MS } from '../demands.ts';
import type { Kv } from '../ephemeral.ts';
import type { UnlessAway } from '../redis/away.ts';
import type { Line } from '../redis/line.ts';
import type { Change, Remote } from '../redis/remote.ts';
import type { Session } from '../redis/session.ts';
import type { Entry, Replica } from '../replica.ts';
import { createUntold } from './untold.ts';

export interface FallBackKv extends Kv {
  /** Tells Redis what this node knows: everything, then what was written meanwhile. */
  pushAll(session: Session): Promise<void>;
  pushRest(session: Session): Promise<void>;
  /** Whether something was written that Redis has not been told. */
  hasRest(): boolean;
  /** Learns what the others wrote, so that it is there when Redis is not. */
  pull(session: Session): Promise<void>;
}

export interface FallBackKvParts {
  readonly line: () => Line;
  readonly remote: Remote;
  readonly replica: Replica;
  readonly unlessAway: UnlessAway;
  /** So many values were told to a Redis that came back. */
  readonly onTold: (count: number) => void;
  /** Tells the other nodes of a write. */
  readonly spread: (session: Session, entry: Entry) => void;
}

export const createFallBackKv = (parts: FallBackKvParts): FallBackKv => {
  const { line, remote, replica, unlessAway, onTold, spread } = parts;
  const untold = createUntold(remote, replica, onTold);

  const change = async (wish: Pick<Change, 'mode' | 'key' | 'value' | 'ttlMs'>) => {
    const keepMs = Math.ceil(
      Math.max(1, wish.ttlMs === 0 ? (replica.find(wish.key)?.keepMs ?? MOST_TTL_MS) : wish.ttlMs),
    );
    const session = line().session();
    const written = await remote.write(session, { ...replica.stamp(), ...wish, keepMs });
    if (written.entry !== undefined) replica.merge(written.entry);
    if (written.done && written.entry !== undefined) spread(session, written.entry);
    return written;
  };

  const removed = (key: string): string | undefined => {
    const value = replica.find(key)?.value;
    untold.add(key);
    replica.remove(key);
    return value;
  };

  return {
    async get(key) {
      demandKey(key);
      const asked = await unlessAway(async () => ({ found: (await remote.read(line().session(), [key]))[0] }));
      if (asked === undefined) return replica.find(key)?.value;
      if (asked.found !== undefined) replica.merge(asked.found);
      return asked.found?.value;
    },
    async set(key, value, { ttlMs, ifAbsent = false }) {
      demandKey(key);
      demandValue(value);
      demandTtl(ttlMs);
      const written = await unlessAway(() => change({ mode: ifAbsent ? 'absent' : 'set', key, value, ttlMs }));
      if (written !== undefined) return written.done;
      if (ifAbsent && replica.find(key)?.value !== undefined) return false;
      untold.add(key);
      replica.write(key, value, ttlMs);
      return true;
    },
    async delete(key) {
      demandKey(key);
      const written = await unlessAway(() => change({ mode: 'delete', key, value: '', ttlMs: 0 }));
      return (written === undefined ? removed(key) : written.before) !== undefined;
    },
    async take(key) {
      demandKey(key);
      const written = await unlessAway(() => change({ mode: 'take', key, value: '', ttlMs: 0 }));
      if (written !== undefined) return written.done ? written.before : undefined;
      return replica.find(key)?.value === undefined ? undefined : removed(key);
    },
    pushAll: (session) => untold.push(session, replica.keys()),
    pushRest: (session) => untold.push(session, untold.keys()),
    hasRest: () => untold.keys().length > 0,
    pull: (session) => pull(session, remote, replica),
  };
};

const pull = async (session: Session, remote: Remote, replica: Replica): Promise<void> => {
  // what comes in must not push out what this node uses
  for (let cursor = ''; cursor !== '0' && replica.hasRoom();) {
    const [next, keys] = await remote.keys(session, cursor === '' ? '0' : cursor);
    for (const entry of await remote.read(session, keys)) if (entry !== undefined) replica.merge(entry);
    cursor = next;
  }
};
