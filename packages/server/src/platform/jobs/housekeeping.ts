import { defineSweep } from './define-sweep.ts';
import { sweepFinishedJobs, sweepIdempotencyKeys } from './sweep-store.ts';

/** Removes finished jobs and answers of repeated calls. */
export const HOUSEKEEPING = defineSweep({
  name: 'sweep',
  job: 'instance.sweep',
  sweeps: [sweepFinishedJobs, sweepIdempotencyKeys],
});
