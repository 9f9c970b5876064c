import { defineSweep } from '../../../platform/jobs/define-sweep.ts';
import { sweepKnownPlaces, sweepResets, sweepSignIns, sweepTries } from './store.ts';

/** Removes sign-ins that have ended, tries that were forgotten, links to new passwords that are too old, and addresses from which nobody came for a month. */
export const IDENTITY_HOUSEKEEPING = defineSweep({
  name: 'sweep of sign-ins',
  job: 'identity.sweep',
  sweeps: [sweepSignIns, sweepTries, sweepKnownPlaces, sweepResets],
});
