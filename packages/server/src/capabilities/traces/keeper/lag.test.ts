import { expect, test } from 'vitest';
import { createLag } from './lag.ts';

const at = (place: number) => ({ segment: 1, at: place });

test('what was received waits until it is seen', () => {
  let now = 0;
  const lag = createLag({ elapsed: () => now });
  lag.grown(at(10));
  now = 1000;
  lag.grown(at(20));
  expect(lag.ms()).toBe(1000);
  lag.reached(at(10));
  now = 1500;
  expect(lag.ms()).toBe(500);
  lag.reached(at(20));
  expect(lag.ms()).toBe(0);
});

test('nothing waits where the end is told again that was reached before', () => {
  let now = 0;
  const lag = createLag({ elapsed: () => now });
  lag.grown(at(10));
  lag.reached(at(10));
  lag.grown(at(10));
  now = 60_000;
  expect(lag.ms()).toBe(0);
  lag.grown(at(11));
  now += 10;
  expect(lag.ms()).toBe(10);
});

test('what is built anew waits again', () => {
  let now = 0;
  const lag = createLag({ elapsed: () => now });
  lag.reached(at(10));
  lag.reached(at(1));
  lag.grown(at(10));
  now = 10;
  expect(lag.ms()).toBe(10);
});
