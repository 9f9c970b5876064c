import { pause } from '../clock/pause.ts';
import type { Queue } from './define-job.ts';
import { LeaseLost } from './endings.ts';
import type { Item, JobHandler } from './handler.ts';
import { createPace } from './pace.ts';
import { parsePayload, type InvalidPayload } from './parse-payload.ts';
import type { Running } from './run-jobs.ts';
import type { Claimed } from './worker-store.ts';

export interface QueueLoopParts {
  readonly queue: Queue;
  readonly handlers: ReadonlyMap<string, JobHandler>;
  /** Who claims, now: another after the lease was lost. */
  readonly worker: () => string;
  readonly claim: (worker: string, after: string, most: number) => Promise<Claimed[]>;
  readonly run: (
    handler: JobHandler,
    worker: string,
    jobs: readonly [Claimed, ...Claimed[]],
    items: readonly Item<unknown>[],
  ) => Running;
  /** A job whose payload cannot be run. */
  readonly refuse: (worker: string, job: Claimed, why: InvalidPayload) => void;
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

interface Ready {
  readonly worker: string;
  readonly job: Claimed;
}

const FIRST_WORKSPACE = '00000000-0000-0000-0000-000000000000';
const ERROR_PAUSE_MS = 500;

// oxlint-disable-next-line max-lines-per-function -- one loop with one state, whose steps follow each other
export const createQueueLoop = (parts: QueueLoopParts): QueueLoop => {
  const { queue, handlers } = parts;
  const pace = createPace(queue.concurrency);
  let ready: Ready[] = [];
  let running = 0;
  let isClaiming = false;
  let isStopped = false;
  // whether a claim may find something: the last one was full, or somebody woke this loop since
  let isWorthIt = false;
  let after = FIRST_WORKSPACE;

  const start = (): void => {
    while (running < queue.concurrency) {
      const next = ready.shift();
      if (next === undefined) return;
      begin(next);
    }
  };

  const begin = (next: Ready): void => {
    const handler = handlers.get(next.job.name);
    if (handler === undefined) return;
    const [jobs, items] = gather(next, handler);
    const [first, ...others] = jobs;
    if (first === undefined) return;
    running += 1;
    const since = parts.elapsed();
    void parts.run(handler, next.worker, [first, ...others], items).end.then(() => {
      running -= 1;
      pace.record((parts.elapsed() - since) / jobs.length);
      start();
      refill();
    });
  };

  /** The job and others like it, parsed. What cannot be parsed is refused on its own. */
  const gather = (next: Ready, handler: JobHandler): [Claimed[], Item<unknown>[]] => {
    const [chosen, rest] = takeAlike(next, ready, handler.most);
    ready = rest;
    const jobs: Claimed[] = [];
    const items: Item<unknown>[] = [];
    for (const job of chosen) {
      const item = parsePayload(handler, job);
      if (item instanceof Error) parts.refuse(next.worker, job, item);
      else {
        jobs.push(job);
        items.push(item);
      }
    }
    return [jobs, items];
  };

  const refill = (): void => {
    const most = largestBatch + pace.ahead;
    const room = queue.concurrency + most - running - ready.length;
    // a claim costs as much for one job as for a hundred: not before half of what is kept ready is used
    if (isStopped || isClaiming || !isWorthIt || !parts.mayClaim() || room < 1 || ready.length > most / 2) return;
    isClaiming = true;
    void claim(room).finally(() => {
      isClaiming = false;
      start();
      refill();
    });
  };

  const claim = async (room: number): Promise<void> => {
    const worker = parts.worker();
    isWorthIt = false;
    try {
      const claimed = await parts.claim(worker, after, room);
      if (claimed.length > 0) isWorthIt = true;
      for (const job of claimed) ready.push({ worker, job });
      after = lastOf(claimed);
    } catch (error) {
      isWorthIt = true;
      if (!(error instanceof LeaseLost)) parts.onError(error);
      await pause(ERROR_PAUSE_MS);
    }
  };

  const largestBatch = Math.max(...[...handlers.values()].map(({ most }) => most)) - 1;

  return {
    wake() {
      isWorthIt = true;
      refill();
    },
    stop() {
      isStopped = true;
    },
    drop() {
      const dropped = ready.map(({ job }) => job);
      ready = [];
      return dropped;
    },
    get taken() {
      return running + ready.length + (isClaiming ? 1 : 0);
    },
  };
};

/** The round of workspaces goes on behind the last one that was served. */
const lastOf = (claimed: readonly Claimed[]): string => {
  let last = FIRST_WORKSPACE;
  for (const { workspace_id } of claimed) if (workspace_id > last) last = workspace_id;
  return last;
};

/** Jobs that may be done together with the next one, and those that stay. Who failed before is tried alone. */
const takeAlike = (next: Ready, ready: Ready[], most: number): [Claimed[], Ready[]] => {
  const chosen = [next.job];
  if (most === 1 || next.job.attempts > 1) return [chosen, ready];
  const rest: Ready[] = [];
  for (const other of ready) {
    const { worker, job } = other;
    const isAlike =
      worker === next.worker &&
      job.name === next.job.name &&
      job.workspace_id === next.job.workspace_id &&
      job.attempts === 1;
    if (isAlike && chosen.length < most) chosen.push(job);
    else rest.push(other);
  }
  return [chosen, rest];
};
