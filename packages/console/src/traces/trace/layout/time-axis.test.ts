import { expect, it } from 'vitest';
import { barIn, sightWithin, ticksIn, zoomed } from './time-axis.ts';

it('has round moments, not too many', () => {
  expect(ticksIn({ from: 0, to: 252e9 }, 5)).toEqual([0, 60e9, 120e9, 180e9, 240e9]);
  expect(ticksIn({ from: 130, to: 470 }, 4)).toEqual([200, 300, 400]);
  expect(ticksIn({ from: 0, to: 0 }, 4)).toEqual([0]);
});

it('stays within the trace, and looks at a little of it at least', () => {
  expect(sightWithin(1_000, { from: 700, to: 1_400 })).toEqual({ from: 300, to: 1_000 });
  expect(sightWithin(1_000, { from: 500, to: 499 })).toEqual({ from: 499, to: 599 });
  expect(sightWithin(50, { from: 0, to: 1 })).toEqual({ from: 0, to: 50 });
});

it('comes nearer round a moment that stays', () => {
  expect(zoomed(1_000, { from: 0, to: 1_000 }, 0.5, 200)).toEqual({ from: 100, to: 600 });
});

it('places what is in sight only', () => {
  expect(barIn({ from: 100, to: 200 }, 150, 400)).toEqual({ left: 50, width: 50 });
  expect(barIn({ from: 100, to: 200 }, 0, 99)).toBeUndefined();
  expect(barIn({ from: 100, to: 200 }, 201, 300)).toBeUndefined();
});
