import type { InstanceDb } from '../database/database.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { shareReading } from '../telemetry/share-reading.ts';
import { countAllJobs } from './count-store.ts';

/** Gauges of what is in the queues of all workspaces. */
export const gaugeJobs = (db: InstanceDb, metrics: Metrics): void => {
  const count = shareReading(() => countAllJobs(db));
  metrics.gauge('holdfast_jobs_waiting', async () =>
    (await count()).map(({ name, waiting }) => ({ labels: { queue: name }, value: waiting })),
  );
  metrics.gauge('holdfast_jobs_dead', async () =>
    (await count()).map(({ name, dead }) => ({ labels: { queue: name }, value: dead })),
  );
};
