import type { Log } from '../log/log.ts';
import { createTicker, type Ticker } from '../clock/ticker.ts';
import type { WorkerStore } from './worker-store.ts';

/** Also how late a job is noticed whose announcement was not heard. */
const LOOK_EVERY_MS = 1000;
const READY_AT_ONCE = 1000;

export interface LookoutParts {
  readonly store: Pick<WorkerStore, 'ready'>;
  /** There may be something to claim. */
  readonly onReady: () => void;
  /** Somewhere a job waits whose worker died. */
  readonly onSuspects: () => void;
  readonly log: Log;
}

/** Looks for what is due once a second, and when the next delayed job is. */
export const createLookout = ({ store, onReady, onSuspects, log }: LookoutParts): Ticker =>
  createTicker(async () => {
    try {
      const { next_in_ms: nextMs, suspects } = await store.ready(READY_AT_ONCE);
      onReady();
      if (suspects) onSuspects();
      return Math.min(LOOK_EVERY_MS, Math.max(1, Math.ceil(nextMs ?? LOOK_EVERY_MS)));
    } catch (error) {
      log.debug({ error }, 'Nobody could look for jobs that are due.');
      return LOOK_EVERY_MS;
    }
  });
