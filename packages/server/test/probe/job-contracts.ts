import { contract, type Contract } from '@holdfast/protocol/contract';
import { z } from 'zod';

/** What a job of the probe does before its effect: nothing, waiting, failing as often as said, killing its process. */
export const Doing = z.strictObject({
  do: z.enum(['effect', 'effect-apart', 'wait', 'fail', 'kill']),
  milliseconds: z.int().min(0).max(600_000).default(0),
  times: z.int().min(0).max(100).default(0).describe('How many tries fail.'),
});
export type Doing = z.infer<typeof Doing>;

export const enqueueJobs = contract({
  name: 'probe.enqueue_jobs',
  method: 'POST',
  path: '/api/v1/probe/jobs',
  summary: 'Write jobs down, all in one transaction.',
  permission: 'work:manage',
  body: z.strictObject({
    job: Doing,
    count: z.int().min(1).max(10_000).default(1),
    key: z.string().min(1).max(100).optional(),
    priority: z.int().min(-100).max(100).default(0),
    delay_ms: z.int().min(0).max(3_600_000).default(0),
    undo: z.boolean().default(false).describe('Fail after they were written.'),
  }),
  answers: { 201: z.strictObject({ added: z.int(), ids: z.array(z.uuid()) }) },
  failures: ['conflict'],
  limits: { seconds: 60 },
});

export const getEffects = contract({
  name: 'probe.get_effects',
  method: 'GET',
  path: '/api/v1/probe/effects',
  summary: 'How many jobs of this workspace had their effect, and how often it happened more than once.',
  permission: 'work:read',
  answers: { 200: z.strictObject({ jobs: z.int(), effects: z.int(), repeated: z.int() }) },
});

export const PROBE_JOB_CONTRACTS: readonly Contract[] = [enqueueJobs, getEffects];
