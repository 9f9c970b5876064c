import { defineQueue } from '../../../platform/jobs/define-job.ts';

/** A mail server that is away for an hour is no reason to lose a letter. */
export const LETTERS = defineQueue({
  name: 'letters',
  attempts: 10,
  timeoutMs: 90_000,
  firstPauseMs: 5000,
  longestPauseMs: 600_000,
});
