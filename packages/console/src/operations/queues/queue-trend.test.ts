import { expect, it } from 'vitest';
import { followQueues, LOOKS_KEPT } from './queue-trend.ts';

const queue = (name: string, waiting: number) => ({
  name,
  waiting,
  delayed: 1,
  running: 2,
  dead: 9,
  oldest_waiting_seconds: null,
});

it('remembers of each queue what was still to be done at each look', () => {
  const first = followQueues(undefined, [queue('mail', 4)]);
  const second = followQueues(first, [queue('new', 0), queue('mail', 6)]);
  expect(second.map(({ name, trend }) => [name, trend])).toEqual([
    ['new', [3]],
    ['mail', [7, 9]],
  ]);
});

it('forgets the oldest look', () => {
  let watched = followQueues(undefined, [queue('mail', 0)]);
  for (let look = 1; look <= LOOKS_KEPT; look += 1) watched = followQueues(watched, [queue('mail', look)]);
  expect(watched[0]?.trend).toHaveLength(LOOKS_KEPT);
  expect(watched[0]?.trend[0]).toBe(4);
});
