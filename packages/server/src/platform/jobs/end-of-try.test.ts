import { expect, test } from 'vitest';
import { z } from 'zod';
import { OutOfTime } from '../clock/deadline.ts';
import { Failure } from '../failure.ts';
import { defineJob } from './define-job.ts';
import { endOfTry } from './end-of-try.ts';
import { GiveUp, JobCancelled, NodeLeaves } from './endings.ts';
import type { Claimed } from './worker-store.ts';

const job = defineJob({ name: 'test.job', payload: z.strictObject({}) });
const claimed = { id: 'mine', attempts: 1 } as Claimed;
const endOf = (error: unknown) => endOfTry(job, claimed, error, 1);

test.each(['database_unavailable', 'database_busy', 'storage_full'] as const)(
  'a try that fails with %s costs the job none, and the next one waits',
  (code) => {
    expect(endOf(new Failure(code))).toMatchObject({
      outcome: 'handed_back',
      counts: false,
      givesUp: false,
      pauseMs: 5000,
    });
  },
);

test.each([
  ['any error', new Error('no'), { outcome: 'failed', counts: true, givesUp: false }],
  ['a failure of its own', new Failure('conflict'), { outcome: 'failed', counts: true, givesUp: false }],
  ['one that gives up', new GiveUp('never'), { outcome: 'failed', counts: true, givesUp: true }],
  ['one that took too long', new OutOfTime('too long'), { outcome: 'timed_out', counts: true }],
  ['a node that leaves', new NodeLeaves(), { outcome: 'handed_back', counts: false, pauseMs: 0 }],
  ['itself cancelled', new JobCancelled('mine'), { outcome: 'cancelled' }],
  ['another one cancelled', new JobCancelled('other'), { outcome: 'handed_back', counts: false }],
])('%s', (_what, error, ended) => {
  expect(endOf(error)).toMatchObject(ended);
});
