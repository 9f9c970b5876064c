import { expect, test } from 'vitest';
import { createEndOld } from './end-old.ts';

const HOUR_MS = 3_600_000;

test('a segment is ended when it has been written to for a day, and an empty one is not', async () => {
  let now = 0;
  const log = {
    end: { segment: 1, at: 0 },
    ended: [] as number[],
    endSegment: async () => void log.ended.push(log.end.segment),
  };
  const look = createEndOld(log, { now: () => now });
  const after = async (hours: number) => {
    now += hours * HOUR_MS;
    await look();
    return log.ended;
  };
  expect(await after(100)).toEqual([]);
  log.end = { segment: 1, at: 50 };
  expect(await after(23)).toEqual([]);
  expect(await after(2)).toEqual([1]);
  log.end = { segment: 2, at: 50 };
  expect(await after(30)).toEqual([1]);
  expect(await after(23)).toEqual([1]);
  expect(await after(2)).toEqual([1, 2]);
});
