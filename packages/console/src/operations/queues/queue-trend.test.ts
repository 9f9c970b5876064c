import { expect, it } from 'vitest';
import { followQueues, LOOK_MS, TREND_MS } from './queue-trend.ts';

const queue = (name: string, waiting: number) => ({
  name,
  waiting,
  delayed: 1,
  running: 2,
  dead: 9,
  oldest_waiting_seconds: null,
});

it('remembers of each queue what was still to be done at each look', () => {
  const first = followQueues(undefined, [queue('mail', 4)], 0);
  const second = followQueues(first, [queue('new', 0), queue('mail', 6)], LOOK_MS);
  expect(second.map(({ name, trend }) => [name, trend])).toEqual([
    ['new', [{ at: LOOK_MS, open: 3 }]],
    [
      'mail',
      [
        { at: 0, open: 7 },
        { at: LOOK_MS, open: 9 },
      ],
    ],
  ]);
});

it('takes looks that follow each other closely for one, the latest', () => {
  let watched = followQueues(undefined, [queue('mail', 0)], 0);
  for (let at = 200; at < LOOK_MS; at += 200) watched = followQueues(watched, [queue('mail', at)], at);
  expect(watched[0]?.trend).toEqual([{ at: 800, open: 803 }]);
});

it('forgets what was seen more than five minutes ago', () => {
  let watched = followQueues(undefined, [queue('mail', 0)], 0);
  watched = followQueues(watched, [queue('mail', 1)], LOOK_MS);
  watched = followQueues(watched, [queue('mail', 2)], TREND_MS);
  expect(watched[0]?.trend.map(({ at }) => at)).toEqual([LOOK_MS, TREND_MS]);
});
