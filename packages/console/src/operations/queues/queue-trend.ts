import type { Queue } from '@holdfast/protocol/work/queues';

/** Looks that a sparkline shows: five minutes of them. */
export const LOOKS_KEPT = 60;

/** A queue, and how many jobs waited or ran in it at each look, the latest last. */
export interface WatchedQueue extends Queue {
  readonly trend: readonly number[];
}

const openIn = ({ waiting, delayed, running }: Queue): number => waiting + delayed + running;

/** The queues after one more look. */
export const followQueues = (
  before: readonly WatchedQueue[] | undefined,
  queues: readonly Queue[],
): readonly WatchedQueue[] =>
  queues.map((queue) => {
    const trend = before?.find(({ name }) => name === queue.name)?.trend ?? [];
    return { ...queue, trend: [...trend, openIn(queue)].slice(-LOOKS_KEPT) };
  });
