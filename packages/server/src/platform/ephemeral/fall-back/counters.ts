import { demandKey, demandTtl, demandWhole } from '../demands.ts';
import type { Counters } from '../ephemeral.ts';
import { unlessAway } from '../redis/away.ts';
import type { Line } from '../redis/line.ts';
import type { Remote } from '../redis/remote.ts';
import type { Session } from '../redis/session.ts';
import type { Count, Tally } from '../tally.ts';

export interface FallBackCounters extends Counters {
  pushAll(session: Session): Promise<void>;
  pushRest(session: Session): Promise<void>;
  hasRest(): boolean;
}

const KEYS_A_PUSH = 200;

export const createFallBackCounters = (line: () => Line, remote: Remote, tally: Tally): FallBackCounters => {
  const push = async (session: Session, counts: readonly (readonly [string, Count])[]): Promise<void> => {
    for (let from = 0; from < counts.length; from += KEYS_A_PUSH) {
      const some = counts.slice(from, from + KEYS_A_PUSH);
      await remote.recount(session, some);
      for (const [key, { pending }] of some) tally.told(key, pending);
    }
  };

  return {
    async add(key, by, { ttlMs }) {
      demandKey(key);
      demandWhole(by);
      demandTtl(ttlMs);
      const counted = await unlessAway(() => remote.count(line().session(), key, by, ttlMs));
      if (counted === undefined) return tally.add(key, by, ttlMs);
      tally.saw(key, counted.total, counted.ttlMs);
      return counted.total;
    },
    pushAll: (session) => push(session, [...tally.counts('all')]),
    pushRest: (session) => push(session, [...tally.counts('pending')]),
    hasRest: () => tally.counts('pending').size > 0,
  };
};
