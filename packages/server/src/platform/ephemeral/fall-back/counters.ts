import { demandKey, demandTtl, demandWhole } from '../demands.ts';
import type { Counters } from '../ephemeral.ts';
import type { UnlessAway } from '../redis/away.ts';
import type { Line } from '../redis/line.ts';
import type { Remote } from '../redis/remote.ts';
import type { Session } from '../redis/session.ts';
import type { Tally } from '../tally.ts';

export interface FallBackCounters extends Counters {
  pushAll(session: Session): Promise<void>;
  pushRest(session: Session): Promise<void>;
  hasRest(): boolean;
}

export interface FallBackCountersParts {
  readonly line: () => Line;
  readonly remote: Remote;
  readonly tally: Tally;
  readonly unlessAway: UnlessAway;
  /** So many counts were told to a Redis that came back. */
  readonly onTold: (count: number) => void;
}

const KEYS_A_PUSH = 200;

export const createFallBackCounters = (parts: FallBackCountersParts): FallBackCounters => {
  const { line, remote, tally, unlessAway, onTold } = parts;
  const untold = new Set<string>();

  const tell = async (session: Session, keys: readonly string[]): Promise<void> => {
    for (const key of keys) untold.delete(key);
    try {
      const counts = tally.counts(keys);
      await remote.recount(session, counts);
      onTold(counts.length);
    } catch (error) {
      for (const key of keys) untold.add(key);
      throw error;
    }
  };

  const pieces = (keys: readonly string[]): string[][] =>
    Array.from({ length: Math.ceil(keys.length / KEYS_A_PUSH) }, (_nothing, index) =>
      keys.slice(index * KEYS_A_PUSH, (index + 1) * KEYS_A_PUSH),
    );

  return {
    async add(key, by, { ttlMs }) {
      demandKey(key);
      demandWhole(by);
      demandTtl(ttlMs);
      const count = await unlessAway(() => remote.count(line().session(), key, by, ttlMs));
      if (count === undefined) {
        untold.add(key);
        return tally.add(key, by, ttlMs);
      }
      tally.saw(key, count);
      return count.own + count.others;
    },
    async pushAll(session) {
      for (const keys of pieces(tally.keys())) await tell(session, keys);
    },
    // all of it in the same moment: an addition that is sent after it must arrive after it
    pushRest: async (session) => void (await Promise.all(pieces([...untold]).map((keys) => tell(session, keys)))),
    hasRest: () => untold.size > 0,
  };
};
