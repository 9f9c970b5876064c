import { defineQueue } from '../../platform/jobs/define-job.ts';

/** About six hours: a mail server that is away for an afternoon is no reason to lose anything. */
export const NOTIFICATIONS = defineQueue({
  name: 'notifications',
  concurrency: 8,
  attempts: 42,
  timeoutMs: 90_000,
  firstPauseMs: 5000,
  longestPauseMs: 600_000,
});
