import { createTicker } from '../../../platform/clock/ticker.ts';
import type { Log } from '../../../platform/log/log.ts';
import type { DecisionsParts } from '../parts.ts';
import { keepTime } from './keep-time.ts';

/** Looks for decisions whose time has come, on every node that works; of several that look, each deadline is kept by one. */
export interface Timekeeper {
  close(): Promise<void>;
}

/** Also how late a deadline is written down. Nobody can decide after it, written down or not. */
const LOOK_EVERY_MS = 500;
const AFTER_FAILURE_MS = 2000;

export const startTimekeeper = (parts: DecisionsParts & { readonly log: Log }): Timekeeper => {
  const leaving = new AbortController();
  const ticker = createTicker(async () => {
    try {
      while (await keepTime(parts, leaving.signal));
      return LOOK_EVERY_MS;
    } catch (error) {
      if (!leaving.signal.aborted)
        parts.log.warn({ error }, 'Deadlines of decisions could not be looked at; trying again.');
      return AFTER_FAILURE_MS;
    }
  });
  ticker.now();
  return {
    async close() {
      leaving.abort();
      await ticker.stop();
    },
  };
};
