import { pause } from '../clock/pause.ts';
import type { Queue } from './define-job.ts';
import { NIL_ID } from '../ids/nil-id.ts';
import { LeaseLost } from './endings.ts';
import type { Item, JobHandler } from './handler.ts';
import { createPace } from './pace.ts';
import { createReadyJobs, type Batch } from './ready-jobs.ts';
import { lastOf, mayHaveLeft } from './rounds.ts';
import type { Runner } from './runner.ts';
import type { Claimed } from './worker-store.ts';

export interface QueueLoopParts {
  readonly queue: Queue;
  readonly handlers: ReadonlyMap<string, JobHandler>;
  /** Who claims, now: another after the lease was lost. */
  readonly worker: () => string;
  readonly claim: (worker: string, after: string, most: number) => Promise<Claimed[]>;
  readonly runner: Runner;
  /** False while something must run alone, or the ends of too many jobs are not told yet. */
  readonly mayClaim: () => boolean;
  readonly elapsed: () => number;
  readonly onError: (error: unknown) => void;
}

/** Takes jobs of one queue and runs as many at a time as the queue allows. */
export interface QueueLoop {
  /** There may be something to claim. */
  wake(): void;
  /** Takes nothing more. */
  stop(): void;
  /** Gives out what was taken and not begun. */
  drop(): Claimed[];
  /** What was taken and has not ended. */
  readonly taken: number;
}

const ERROR_PAUSE_MS = 500;

export const createQueueLoop = (parts: QueueLoopParts): QueueLoop => {
  const { queue, handlers } = parts;
  const pace = createPace(queue.concurrency);
  const ready = createReadyJobs();
  let running = 0;

  const begin = ({ worker, jobs }: Batch): void => {
    const handler = handlers.get(jobs[0].name);
    if (handler === undefined) return;
    const fit: Claimed[] = [];
    const items: Item<unknown>[] = [];
    for (const job of jobs) {
      const item = parts.runner.parse(handler, worker, job);
      // what cannot be parsed has failed by itself
      if (item === undefined) continue;
      fit.push(job);
      items.push(item);
    }
    if (!hasAny(fit)) return;
    running += 1;
    const since = parts.elapsed();
    parts.runner.run({ handler, worker, jobs: fit, items }, () => {
      running -= 1;
      pace.record((parts.elapsed() - since) / jobs.length);
      start();
      claims.refill();
    });
  };

  const start = (): void => {
    while (running < queue.concurrency) {
      const next = ready.take((name) => handlers.get(name)?.most ?? 1);
      if (next === undefined) return;
      begin(next);
    }
  };

  const largestBatch = Math.max(...[...handlers.values()].map(({ most }) => most)) - 1;
  const claims = createClaims(parts, {
    room() {
      const most = largestBatch + pace.ahead;
      // a claim costs as much for one job as for a hundred: not before most of what is kept ready is used
      return ready.count > most / 4 ? 0 : queue.concurrency + most - running - ready.count;
    },
    onClaimed(worker, jobs) {
      ready.add(worker, jobs);
      start();
    },
  });

  return {
    wake: claims.wake,
    stop: claims.stop,
    drop: ready.drop,
    get taken() {
      return running + ready.count + (claims.isClaiming ? 1 : 0);
    },
  };
};

const hasAny = <Item>(list: readonly Item[]): list is readonly [Item, ...Item[]] => list.length > 0;

interface ClaimFor {
  /** For how many jobs there is room. */
  readonly room: () => number;
  readonly onClaimed: (worker: string, jobs: readonly Claimed[]) => void;
}

/** Claims again and again, one at a time, as long as that may find something and there is room. */
const createClaims = (parts: QueueLoopParts, { room, onClaimed }: ClaimFor) => {
  let isClaiming = false;
  let isStopped = false;
  // whether a claim may find something: the last one may have left some, or somebody woke this loop since
  let isWorthIt = false;
  let after = NIL_ID;

  const claim = async (most: number): Promise<void> => {
    const worker = parts.worker();
    isWorthIt = false;
    try {
      const claimed = await parts.claim(worker, after, most);
      if (mayHaveLeft(claimed, after, most)) isWorthIt = true;
      after = lastOf(claimed);
      onClaimed(worker, claimed);
    } catch (error) {
      isWorthIt = true;
      if (!(error instanceof LeaseLost)) parts.onError(error);
      await pause(ERROR_PAUSE_MS);
    }
  };

  const refill = (): void => {
    if (isStopped || isClaiming || !isWorthIt || !parts.mayClaim()) return;
    const most = room();
    if (most < 1) return;
    isClaiming = true;
    void claim(most).finally(() => {
      isClaiming = false;
      refill();
    });
  };

  return {
    refill,
    wake(): void {
      isWorthIt = true;
      refill();
    },
    stop(): void {
      isStopped = true;
    },
    get isClaiming() {
      return isClaiming;
    },
  };
};
