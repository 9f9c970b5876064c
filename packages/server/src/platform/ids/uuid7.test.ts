import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Clock } from '../clock/clock.ts';
import { systemClock } from '../clock/clock.ts';
import { createIds } from './uuid7.ts';

/** A clock that says one given time after another, and the last one for ever. */
const clockOf = (times: readonly number[]): Clock => {
  let asked = 0;
  return { now: () => times[Math.min(asked++, times.length - 1)] ?? 0, elapsed: () => 0 };
};

const make = (times: readonly number[], count: number): string[] => {
  const makeId = createIds(clockOf(times));
  return Array.from({ length: count }, makeId);
};

const timeOf = (id: string): number => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);

/** Clocks that stand still, run, jump ahead and jump back. */
const times = fc.array(fc.integer({ min: 1_700_000_000_000, max: 1_700_000_000_050 }), {
  minLength: 1,
  maxLength: 300,
});

test('an id is a UUID of version 7 that begins with its time', () => {
  const before = Date.now();
  const id = createIds(systemClock)();
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(timeOf(id)).toBeGreaterThanOrEqual(before);
  expect(timeOf(id)).toBeLessThanOrEqual(Date.now());
});

test('ids sort in the order in which they were made, whatever the clock does', () => {
  fc.assert(
    fc.property(times, (clock) => {
      const ids = make(clock, clock.length);
      expect(ids.toSorted()).toEqual(ids);
      expect(new Set(ids).size).toBe(ids.length);
      for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }),
  );
});

test('a hundred thousand in one millisecond are different and in order', () => {
  const ids = make([1_700_000_000_000], 100_000);
  expect(new Set(ids).size).toBe(100_000);
  expect(ids.every((id, index) => index === 0 || id > (ids[index - 1] ?? ''))).toBe(true);
});

test('after a jump back of an hour ids go on from where they were, and the clock leads again when it has caught up', () => {
  const now = 1_700_000_000_000;
  const [first, second, third] = make([now, now - 3_600_000, now + 5], 3).map(timeOf);
  expect([first, second, third]).toEqual([now, now, now + 5]);
});

test('a counter that is used up borrows from the next millisecond and never wraps', () => {
  const ids = make([1_700_000_000_000], 5000);
  expect(timeOf(ids.at(-1) ?? '')).toBeLessThanOrEqual(1_700_000_000_002);
});

test('two processes at the same moment make different ids', () => {
  const both = [...make([1_700_000_000_000], 2000), ...make([1_700_000_000_000], 2000)];
  expect(new Set(both).size).toBe(4000);
});

test('the random part uses every byte it is given once', () => {
  let next = 0;
  const counting = (size: number): Buffer => Buffer.from(Array.from({ length: size }, () => (next++ >> 3) & 0xff));
  const makeId = createIds(clockOf(Array.from({ length: 1000 }, (_, index) => index + 1)), counting);
  const ids = Array.from({ length: 1000 }, makeId);
  expect(new Set(ids.map((id) => id.slice(19))).size).toBeGreaterThan(250);
});
