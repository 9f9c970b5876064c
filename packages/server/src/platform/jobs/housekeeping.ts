import { defineJob } from './define-job.ts';
import { defineSchedule, ScheduledPayload, type Schedule } from './define-schedule.ts';
import { handles, type JobHandler } from './handler.ts';
import { sweepFinishedJobs, sweepIdempotencyKeys } from './sweep-store.ts';

const sweep = defineJob({ name: 'instance.sweep', payload: ScheduledPayload, timeoutMs: 10 * 60_000 });
const EVERY_MS = 10 * 60_000;
const AT_ONCE = 1000;

/** Removes what has had its time: finished jobs and answers of repeated calls, in small transactions. */
export const HOUSEKEEPING: { readonly handlers: readonly JobHandler[]; readonly schedules: readonly Schedule[] } = {
  handlers: [
    handles(sweep, async (_payload, { db, signal }) => {
      for (const sweepSome of [sweepFinishedJobs, sweepIdempotencyKeys]) {
        let swept = AT_ONCE;
        while (swept === AT_ONCE && !signal.aborted) swept = await db.write((tx) => sweepSome(tx, AT_ONCE));
      }
      signal.throwIfAborted();
    }),
  ],
  schedules: [defineSchedule({ name: 'sweep', job: sweep, everyMs: EVERY_MS, missed: 'once' })],
};
