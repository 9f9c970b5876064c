import { expect, test } from 'vitest';
import { jobsHealth } from './jobs-health.ts';

const workerSilentFor = (silentMs: number) => ({ silentMs, isHearing: true, drain: () => Promise.resolve() });

test('jobs are well while the database hears of this node within a lease', () => {
  expect(jobsHealth(workerSilentFor(9_999))).toEqual({ status: 'ok', detail: '' });
});

test('a node that the database has not heard of for a lease says for how long, and what to look at', () => {
  expect(jobsHealth(workerSilentFor(12_400))).toEqual({
    status: 'degraded',
    detail:
      'The jobs of this node have not reached the database for 12 s: they wait, or run elsewhere. Look at the database.',
  });
});
