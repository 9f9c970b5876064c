import { Timestamp } from '@holdfast/protocol/time';
import { expect, it } from 'vitest';
import { barsOf, ceilingOf } from './bars.ts';

const at = (minute: number): Timestamp =>
  Timestamp.parse(`2026-03-04T10:${String(minute).padStart(2, '0')}:00.000000Z`);
const ms = (minute: number): number => Date.parse(at(minute));

const histogram = {
  from: at(10),
  to: at(13),
  step_seconds: 60,
  buckets: [
    { at: at(10), traces: 4, errors: 1 },
    { at: at(12), traces: 7, errors: 0 },
  ],
};

it('has a bar for each step that was asked for, also for those with nothing', () => {
  const bars = barsOf(histogram, { from: ms(8), to: ms(14) });
  expect(bars.map(({ traces }) => traces)).toEqual([0, 0, 4, 0, 7, 0]);
  expect([bars[0]?.from, bars.at(-1)?.to]).toEqual([ms(8), ms(14)]);
  expect(ceilingOf(bars)).toBe(10);
});

it('covers what there is where all time was asked for', () => {
  expect(barsOf(histogram, { from: undefined, to: undefined }).map(({ traces }) => traces)).toEqual([4, 0, 7]);
});

it('has longer bars where what there is lies in a small part of what was asked for', () => {
  const minute = { from: at(10), to: at(11), step_seconds: 1, buckets: [{ at: at(10), traces: 4, errors: 1 }] };
  const bars = barsOf(minute, { from: ms(10) - 86_400_000, to: ms(12) });
  expect(bars.length).toBeLessThanOrEqual(120);
  expect(bars.filter(({ traces }) => traces > 0)).toMatchObject([{ from: ms(0), to: ms(30), traces: 4, errors: 1 }]);
  expect([bars[0]?.from, bars.at(-1)?.to]).toEqual([ms(0) - 86_400_000, ms(30)]);
});

it('has bars of days for a year, and puts together what falls into one', () => {
  const buckets = [10, 20].map((minute) => ({ at: at(minute), traces: 4, errors: 1 }));
  const bars = barsOf({ ...histogram, buckets }, { from: ms(10) - 365 * 86_400_000, to: ms(21) });
  expect(bars.length).toBeLessThanOrEqual(120);
  expect(bars.at(-1)).toMatchObject({ traces: 8, errors: 2 });
});

it('is nothing where there is no trace', () => {
  expect(barsOf({ from: null, to: null, step_seconds: 60, buckets: [] }, { from: ms(1), to: ms(2) })).toEqual([]);
});
