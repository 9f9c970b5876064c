import { fail } from '../../src/platform/failure.ts';
import { on, type Endpoint } from '../../src/platform/http/endpoint.ts';
import type { Jobs } from '../../src/platform/jobs/jobs.ts';
import { countEffects } from './job-store.ts';
import { enqueueJobs, getEffects } from './job-contracts.ts';
import { probeJob } from './jobs.ts';

export const probeJobEndpoints = (jobs: Jobs): readonly Endpoint[] => [
  on(enqueueJobs, async ({ db }, { body: { job, count, key, priority, delay_ms: delayMs, undo } }) => {
    const options = { priority, delayMs, ...(key === undefined ? {} : { key }) };
    const many = Array.from({ length: count }, () => ({ payload: job, options }));
    const ids = await db.write(async (tx) => {
      const enqueued = await jobs.enqueueMany(tx, probeJob, many);
      if (undo) fail('conflict', { detail: 'Told to fail after the jobs were written.' });
      return enqueued.flatMap((one) => (one.added ? [one.id] : []));
    });
    return { added: ids.length, ids };
  }),
  on(getEffects, ({ db }) => db.read((tx) => countEffects(tx))),
];
