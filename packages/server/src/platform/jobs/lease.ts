import type { Clock } from '../clock/clock.ts';
import type { Log } from '../log/log.ts';
import type { MakeId } from '../ids/uuid7.ts';
import { LeaseLost } from './endings.ts';
import { createTicker } from '../clock/ticker.ts';
import type { Reaped, WorkerStore } from './worker-store.ts';

export interface LeaseTimes {
  readonly leaseMs: number;
  readonly beatMs: number;
  /** After so many lost workers a job is given up. */
  readonly mostLosses: number;
  readonly lossPauseMs: number;
}

/** A killed worker is noticed after at most its lease and one beat of another: 12 s. */
export const LEASE_TIMES: LeaseTimes = { leaseMs: 10_000, beatMs: 2000, mostLosses: 3, lossPauseMs: 1000 };

export interface LeaseParts {
  readonly store: WorkerStore;
  readonly node: string;
  readonly makeId: MakeId;
  readonly clock: Clock;
  readonly log: Log;
  readonly times: LeaseTimes;
  readonly onLost: () => void;
  readonly onCancelled: (ids: readonly string[]) => void;
  readonly onReaped: (reaped: readonly Reaped[]) => void;
}

/** This process's right to run jobs: renewed as long as it lives, and looked after for the others. */
export const createLease = async (parts: LeaseParts) => {
  const { store, node, makeId, clock, log, times } = parts;
  let worker = makeId();
  let renewedAt = clock.elapsed();
  await store.enlist(worker, node, times.leaseMs);

  const enlistAnew = async (): Promise<void> => {
    log.warn(
      { event: 'jobs_lease_lost', silent_ms: Math.round(clock.elapsed() - renewedAt) },
      'This process did not renew its lease in time, and its jobs are given to others. Look whether it or the database was stopped or too busy.',
    );
    parts.onLost();
    worker = makeId();
    await store.enlist(worker, node, times.leaseMs);
  };

  const beat = async (): Promise<number> => {
    try {
      if (!(await store.renew(worker, times.leaseMs))) await enlistAnew();
      renewedAt = clock.elapsed();
      const [cancelled, reaped] = [
        await store.cancelled(worker),
        await store.reap(times.mostLosses, times.lossPauseMs),
      ];
      if (cancelled.length > 0) parts.onCancelled(cancelled);
      if (reaped.length > 0) parts.onReaped(reaped);
    } catch (error) {
      if (!(error instanceof LeaseLost)) log.debug({ error }, 'A heartbeat of the jobs failed.');
    }
    return times.beatMs;
  };
  const ticker = createTicker(beat);
  ticker.now();

  return {
    get worker() {
      return worker;
    },
    /** How long ago the database last heard of this worker. */
    get silentMs() {
      return clock.elapsed() - renewedAt;
    },
    async close() {
      await ticker.stop();
      await store.dismiss(worker);
    },
  };
};

export type Lease = Awaited<ReturnType<typeof createLease>>;
