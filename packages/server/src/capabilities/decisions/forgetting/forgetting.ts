import { defineSweep } from '../../../platform/jobs/define-sweep.ts';
import type { Work } from '../../../platform/jobs/work.ts';
import { forgetDecided } from './store.ts';

/** Forgets what was decided so many days ago; nothing where that is 0. */
export const forgetting = (keptDays: number): Required<Work> =>
  defineSweep({
    name: 'sweep of decisions',
    job: 'decisions.sweep',
    sweeps: keptDays === 0 ? [] : [forgetDecided(keptDays)],
  });
