import { defineSweep } from '../jobs/define-sweep.ts';
import { sweepOutbox } from './sweep-store.ts';

/** Removes events that were told, and what became of their deliveries. */
export const OUTBOX_HOUSEKEEPING = defineSweep({
  name: 'sweep of the outbox',
  job: 'outbox.sweep',
  sweeps: [sweepOutbox],
});
