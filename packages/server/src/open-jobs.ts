import { nodeName } from './node-name.ts';
import type { Opening } from './opening.ts';
import type { Platform } from './platform.ts';
import { HOUSEKEEPING } from './platform/jobs/housekeeping.ts';
import { gaugeJobs } from './platform/jobs/gauges.ts';
import { jobsHealth } from './platform/jobs/jobs-health.ts';
import { keepSchedules } from './platform/jobs/keep-schedules.ts';
import type { OnMoved } from './platform/jobs/on-moved.ts';
import type { Work } from './platform/jobs/work.ts';
import { startWorker, type Worker } from './platform/jobs/worker.ts';

/** Jobs may be handed back at any time, requests may not: they have half of the time for draining. */
const SHARE_OF_DRAINING = 0.5;
/** For telling the database what is done and what is handed back. */
const FAREWELL_MS = 12_000;

export interface JobsOptions {
  readonly runsJobs: boolean;
  readonly onMoved: OnMoved;
}

/** Begins to run jobs, unless this node only serves. */
export const openJobs = async (
  { config, lifecycle }: Opening,
  platform: Platform,
  work: readonly Work[],
  { runsJobs, onMoved }: JobsOptions,
): Promise<void> => {
  const { database, metrics, health } = platform;
  gaugeJobs(database.forInstance(), metrics);
  if (!runsJobs) return;
  const all = [HOUSEKEEPING, ...work];
  const handlers = all.flatMap((one) => one.handlers);
  const schedules = all.flatMap((one) => one.schedules ?? []);
  const drainMs = config.HOLDFAST_DRAIN_TIMEOUT * SHARE_OF_DRAINING;
  const start = (): Promise<Worker> => startWorker({ ...platform, handlers, onMoved, node: nodeName() });
  const worker = await lifecycle.open('jobs', start, {
    close: (opened) => opened.drain(drainMs),
    withinMs: drainMs + FAREWELL_MS,
  });
  await lifecycle.open('schedules', () => keepSchedules({ ...platform, schedules }), {
    close: (keeper) => keeper.stop(),
  });
  health.add('jobs', () => jobsHealth(worker));
};
