import type { Write } from '../database/transaction.ts';
import { defineJob } from './define-job.ts';
import { defineSchedule, ScheduledPayload } from './define-schedule.ts';
import { handles } from './handler.ts';
import type { Work } from './work.ts';

/** Removes up to so many rows that have had their time, and says how many. */
export type SweepSome = (tx: Write, most: number) => Promise<number>;

export interface Sweep {
  /** Of the schedule; it stays. */
  readonly name: string;
  /** Of the job; it stays. */
  readonly job: string;
  readonly sweeps: readonly SweepSome[];
}

const EVERY_MS = 10 * 60_000;
const TIMEOUT_MS = 10 * 60_000;
const AT_ONCE = 1000;

/** Housekeeping of a room: in small transactions, so that nobody waits behind a large one. */
export const defineSweep = ({ name, job, sweeps }: Sweep): Required<Work> => {
  const sweep = defineJob({ name: job, payload: ScheduledPayload, timeoutMs: TIMEOUT_MS });
  return {
    handlers: [
      handles(sweep, async (_payload, { db, signal }) => {
        for (const sweepSome of sweeps) {
          let swept = AT_ONCE;
          while (swept === AT_ONCE && !signal.aborted) swept = await db.write((tx) => sweepSome(tx, AT_ONCE));
        }
        signal.throwIfAborted();
      }),
    ],
    schedules: [defineSchedule({ name, job: sweep, everyMs: EVERY_MS, missed: 'once' })],
  };
};
