import { defineJob } from '../jobs/define-job.ts';
import { defineSchedule, ScheduledPayload } from '../jobs/define-schedule.ts';
import { handles } from '../jobs/handler.ts';
import type { Work } from '../jobs/work.ts';
import { sweepOutbox } from './sweep-store.ts';

const EVERY_MS = 10 * 60_000;
const AT_ONCE = 1000;

const sweep = defineJob({ name: 'outbox.sweep', payload: ScheduledPayload, timeoutMs: 10 * 60_000 });

/** Removes events that have had their time, in small transactions. */
export const OUTBOX_HOUSEKEEPING: Work = {
  handlers: [
    handles(sweep, async (_payload, { db, signal }) => {
      let swept = AT_ONCE;
      while (swept === AT_ONCE && !signal.aborted) swept = await db.write((tx) => sweepOutbox(tx, AT_ONCE));
      signal.throwIfAborted();
    }),
  ],
  schedules: [defineSchedule({ name: 'sweep of the outbox', job: sweep, everyMs: EVERY_MS, missed: 'once' })],
};
