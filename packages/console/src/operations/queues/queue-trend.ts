import type { Queue } from '@holdfast/protocol/work/queues';

/** What a sparkline shows: five minutes. */
export const TREND_MS = 300_000;
/** Looks that come closer to each other count as one, the latest. */
export const LOOK_MS = 1_000;

/** How many jobs waited or ran at one look. */
export interface Look {
  readonly at: number;
  readonly open: number;
}

/** A queue, and what was seen of it in the last five minutes, the latest last. */
export interface WatchedQueue extends Queue {
  readonly trend: readonly Look[];
}

const openIn = ({ waiting, delayed, running }: Queue): number => waiting + delayed + running;

const isSameLook = (one: number, other: number): boolean => Math.floor(one / LOOK_MS) === Math.floor(other / LOOK_MS);

/** The queues after one more look. */
export const followQueues = (
  before: readonly WatchedQueue[] | undefined,
  queues: readonly Queue[],
  at: number,
): readonly WatchedQueue[] =>
  queues.map((queue) => {
    const trend = before?.find(({ name }) => name === queue.name)?.trend ?? [];
    const kept = trend.filter((look) => look.at > at - TREND_MS && !isSameLook(look.at, at));
    return { ...queue, trend: [...kept, { at, open: openIn(queue) }] };
  });
