import type { PartHealth } from '@holdfast/protocol/process/readiness';
import { OK } from '../lifecycle/health.ts';
import { LEASE_TIMES } from './lease.ts';
import type { Worker } from './worker.ts';

/** After a lease other nodes have taken the jobs of this one. Requests are answered all the same, so jobs that wait are no reason to take a node out. */
export const jobsHealth = ({ silentMs }: Worker): PartHealth => {
  if (silentMs < LEASE_TIMES.leaseMs) return OK;
  const seconds = Math.round(silentMs / 1000);
  return {
    status: 'degraded',
    detail: `The jobs of this node have not reached the database for ${seconds} s: they wait, or run elsewhere. Look at the database.`,
  };
};
