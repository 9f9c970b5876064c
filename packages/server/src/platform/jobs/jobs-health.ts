import type { PartHealth } from '@holdfast/protocol/process/readiness';
import { OK } from '../lifecycle/health.ts';
import type { Worker } from './worker.ts';

/** As long as a lease: after it other nodes have taken the jobs of this one. */
const SILENT_MS = 10_000;

/** Requests are answered all the same, so jobs that wait are no reason to take a node out. */
export const jobsHealth = ({ silentMs }: Worker): PartHealth => {
  if (silentMs < SILENT_MS) return OK;
  const seconds = Math.round(silentMs / 1000);
  return {
    status: 'degraded',
    detail: `The jobs of this node have not reached the database for ${seconds} s: they wait, or run elsewhere. Look at the database.`,
  };
};
