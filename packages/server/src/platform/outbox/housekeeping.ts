import { defineSweep } from '../jobs/define-sweep.ts';
import type { Work } from '../jobs/work.ts';
import { sweepOutbox } from './sweep-store.ts';

/** Removes events that were told so many days ago, and what became of their deliveries. */
export const outboxHousekeeping = (keptDays: number): Required<Work> =>
  defineSweep({ name: 'sweep of the outbox', job: 'outbox.sweep', sweeps: [sweepOutbox(keptDays)] });
