import { z } from 'zod';
import { defineJob, defineQueue } from '../../../../platform/jobs/define-job.ts';

/** Of different workspaces, beside each other: an embedder that is slow holds up its own workspace. */
const QUEUE = defineQueue({ name: 'embeddings', concurrency: 4 });

const OfSpace = z.strictObject({ space_id: z.uuid() });

/** Fails only when something is wrong with us: an embedder that gives nothing ends it in order, and it comes again. */
export const FILL_JOB = defineJob({
  name: 'knowledge.embed',
  queue: QUEUE,
  payload: OfSpace,
  attempts: 100,
  timeoutMs: 10 * 60_000,
});

export const FORGET_JOB = defineJob({ name: 'knowledge.forget_space', payload: OfSpace, timeoutMs: 10 * 60_000 });
