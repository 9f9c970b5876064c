import type { DecisionId } from '@holdfast/protocol/decisions/ids';
import type { Clock } from '../../../platform/clock/clock.ts';
import { createTicker } from '../../../platform/clock/ticker.ts';
import type { Log } from '../../../platform/log/log.ts';
import type { DecisionsParts } from '../parts.ts';
import { keepTime } from './keep-time.ts';
import { createResting } from './resting.ts';
import { dueDecisions, type DueDecision } from './store.ts';

/** Looks for decisions whose time has come, on every node that works; of several that look, each deadline is kept by one. */
export interface Timekeeper {
  close(): Promise<void>;
}

interface TimekeeperParts extends DecisionsParts {
  readonly clock: Pick<Clock, 'elapsed'>;
  readonly log: Log;
}

/** Also how late a deadline is written down. Nobody can decide after it, written down or not. */
const LOOK_EVERY_MS = 500;
const AFTER_FAILURE_MS = 2000;
const LISTED_AT_ONCE = 100;
/** So many that hang hold up the rest, until their statements are over time. */
const UNDER_WAY_AT_ONCE = 4;

export const startTimekeeper = (parts: TimekeeperParts): Timekeeper => {
  const { database, clock, log } = parts;
  const leaving = new AbortController();
  const resting = createResting(clock);
  const underWay = new Map<DecisionId, Promise<void>>();

  const keep = async (one: DueDecision): Promise<void> => {
    const { decision_id: id } = one;
    try {
      await keepTime(parts, one, leaving.signal);
      resting.succeeded(id);
    } catch (error) {
      if (leaving.signal.aborted) return;
      resting.failed(id);
      log.warn({ decision: id, error }, 'What its deadline or level asks for could not be done; trying again later.');
    } finally {
      underWay.delete(id);
    }
  };

  /** Nobody waits for one that hangs, but for a place. */
  const begin = async (one: DueDecision): Promise<void> => {
    const { decision_id: id } = one;
    if (resting.has(id) || underWay.has(id)) return;
    while (underWay.size >= UNDER_WAY_AT_ONCE) await Promise.race(underWay.values());
    if (!leaving.signal.aborted) underWay.set(id, keep(one));
  };

  /** All of them, however many of the first ones fail each time. */
  const look = async (): Promise<void> => {
    let behind: DueDecision | undefined;
    do {
      const due = await database.forInstance(leaving.signal).read((tx) => dueDecisions(tx, LISTED_AT_ONCE, behind));
      for (const one of due) await begin(one);
      behind = due.length < LISTED_AT_ONCE ? undefined : due.at(-1);
    } while (behind !== undefined);
  };

  const ticker = createTicker(async () => {
    try {
      await look();
      return LOOK_EVERY_MS;
    } catch (error) {
      if (!leaving.signal.aborted) log.warn({ error }, 'Deadlines of decisions could not be looked at; trying again.');
      return AFTER_FAILURE_MS;
    }
  });
  ticker.now();
  return {
    async close() {
      leaving.abort();
      await ticker.stop();
      await Promise.all(underWay.values());
    },
  };
};
