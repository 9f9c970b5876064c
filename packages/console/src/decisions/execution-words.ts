import type { Execution } from '@holdfast/protocol/decisions/decision';

/** How doing what was approved stands. */
export const EXECUTION_WORDS: Readonly<Record<Execution['status'], string>> = {
  waiting: 'not done yet',
  taken: 'being done',
  executed: 'done',
  failed: 'failed',
};
