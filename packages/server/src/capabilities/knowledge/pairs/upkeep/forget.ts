import type { Database } from '../../../../platform/database/database.ts';
import { defineJob } from '../../../../platform/jobs/define-job.ts';
import { defineSchedule, ScheduledPayload } from '../../../../platform/jobs/define-schedule.ts';
import { handles } from '../../../../platform/jobs/handler.ts';
import type { Work } from '../../../../platform/jobs/work.ts';
import { forgetSome, workspacesWithRemoved } from '../store/forgetting.ts';

const FORGET_JOB = defineJob({ name: 'knowledge.forget', payload: ScheduledPayload, timeoutMs: 10 * 60_000 });
const EVERY_MS = 60 * 60_000;
const AT_ONCE = 1000;

/** Removed pairs are forgotten with their history, in small transactions: whoever changes pairs meanwhile waits for one at most. */
export const forgetting = ({ database }: { readonly database: Database }): Required<Work> => ({
  handlers: [
    handles(FORGET_JOB, async (_payload, { signal }) => {
      const instance = database.forInstance(signal);
      for (const workspace of await instance.read((tx) => workspacesWithRemoved(tx))) {
        const db = database.forWorkspace(workspace, signal);
        let forgotten = AT_ONCE;
        while (forgotten === AT_ONCE && !signal.aborted) forgotten = await db.write((tx) => forgetSome(tx, AT_ONCE));
      }
      signal.throwIfAborted();
    }),
  ],
  schedules: [defineSchedule({ name: 'sweep of removed pairs', job: FORGET_JOB, everyMs: EVERY_MS, missed: 'once' })],
});
