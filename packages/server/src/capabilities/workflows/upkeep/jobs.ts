import { WorkflowId } from '@holdfast/protocol/workflows/workflow';
import { z } from 'zod';
import { defineJob } from '../../../platform/jobs/define-job.ts';

/** Folds the patches of one workflow, so that reading its state stays cheap. */
export const FOLD_JOB = defineJob({
  name: 'workflows.fold',
  payload: z.strictObject({ workflow_id: WorkflowId }),
  timeoutMs: 5 * 60_000,
});
