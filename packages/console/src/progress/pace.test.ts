import fc from 'fast-check';
import { expect, it } from 'vitest';
import { follow, type Pace, rateOf, timeLeft } from './pace.ts';

const paceOf = (readings: readonly (readonly [number, number])[]): Pace => {
  let pace: Pace = [];
  for (const [at, done] of readings) pace = follow(pace, { at, done });
  return pace;
};

it('reckons the pace from the window', () => {
  const pace = paceOf([
    [0, 0],
    [5_000, 50],
    [10_000, 100],
  ]);
  expect(rateOf(pace)).toBe(10);
  expect(timeLeft(pace, 400)).toBe(30_000);
});

it('knows nothing from one look, from too short a time, or while nothing moves', () => {
  expect(timeLeft(paceOf([[0, 7]]), 10)).toBeUndefined();
  expect(
    timeLeft(
      paceOf([
        [0, 7],
        [900, 8],
      ]),
      10,
    ),
  ).toBeUndefined();
  expect(
    timeLeft(
      paceOf([
        [0, 7],
        [9_000, 7],
      ]),
      10,
    ),
  ).toBeUndefined();
});

it('begins anew when another try begins anew', () => {
  expect(
    paceOf([
      [0, 500],
      [5_000, 900],
      [10_000, 3],
    ]),
  ).toEqual([{ at: 10_000, done: 3 }]);
});

const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: -50, max: 1_000 })), {
  minLength: 1,
  maxLength: 60,
});

it('is never negative and never endless, whatever it is told and when', () => {
  fc.assert(
    fc.property(steps, fc.nat({ max: 1e9 }), (moves, total) => {
      let [at, done, pace] = [0, 0, [] as Pace];
      for (const [wait, move] of moves) {
        [at, done] = [at + wait, Math.max(0, done + move)];
        pace = follow(pace, { at, done });
        const left = timeLeft(pace, total);
        expect(rateOf(pace) ?? 0).toBeGreaterThanOrEqual(0);
        expect(left === undefined || (Number.isFinite(left) && left >= 0)).toBe(true);
        expect(pace.at(-1)).toEqual({ at, done });
        expect(at - (pace[0]?.at ?? at)).toBeLessThanOrEqual(60_000);
      }
    }),
  );
});

it('finds a steady pace from looks at any moments', () => {
  const looks = fc.array(fc.integer({ min: 100, max: 15_000 }), { minLength: 3, maxLength: 30 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5_000 }), looks, (perSecond, waits) => {
      let [at, pace] = [0, [] as Pace];
      for (const wait of waits) {
        at += wait;
        pace = follow(pace, { at, done: (perSecond * at) / 1_000 });
      }
      const rate = rateOf(pace);
      fc.pre(rate !== undefined);
      expect(rate).toBeCloseTo(perSecond, 6);
    }),
  );
});
