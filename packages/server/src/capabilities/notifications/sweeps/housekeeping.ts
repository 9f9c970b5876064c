import { defineSweep } from '../../../platform/jobs/define-sweep.ts';
import type { Work } from '../../../platform/jobs/work.ts';
import { sweepBatches, sweepNotifications } from './store.ts';

/** Forgets what was read long ago, and messages to many with the addresses in them. */
export const housekeeping = (keptFor: number): Required<Work> =>
  defineSweep({
    name: 'sweep of notifications',
    job: 'notifications.sweep',
    sweeps: [sweepNotifications(keptFor), sweepBatches(keptFor)],
  });
