import { defineJob } from '../../../platform/jobs/define-job.ts';
import { defineSchedule, ScheduledPayload } from '../../../platform/jobs/define-schedule.ts';
import { handles } from '../../../platform/jobs/handler.ts';
import type { Work } from '../../../platform/jobs/work.ts';
import type { WorkflowsParts } from '../parts.ts';
import { dueWorkflows } from '../store/workflows.ts';
import { foldWorkflow } from './fold.ts';
import { FOLD_JOB } from './jobs.ts';
import { expireSome } from './retention.ts';

const EXPIRE_JOB = defineJob({ name: 'workflows.expire', payload: ScheduledPayload, timeoutMs: 10 * 60_000 });
const EVERY_MS = 60 * 60_000;
const AT_ONCE = 100;

export const workflowsWork = ({ database, keptDays }: Pick<WorkflowsParts, 'database' | 'keptDays'>): Work => ({
  handlers: [
    handles(FOLD_JOB, ({ workflow_id }, { db, signal }) => foldWorkflow(db, workflow_id, signal)),
    handles(EXPIRE_JOB, async (_payload, { signal }) => {
      const instance = database.forInstance(signal);
      for (;;) {
        const due = await instance.read((tx) => dueWorkflows(tx, keptDays, AT_ONCE));
        for (const { workspace_id, workflow_id } of due) {
          const db = database.forWorkspace(workspace_id, signal);
          // one that is stopped goes on an hour later: what was folded stays folded
          while (!signal.aborted && (await expireSome(db, workflow_id, keptDays)));
        }
        signal.throwIfAborted();
        if (due.length < AT_ONCE) return;
      }
    }),
  ],
  schedules: [defineSchedule({ name: 'sweep of workflows', job: EXPIRE_JOB, everyMs: EVERY_MS, missed: 'once' })],
});
