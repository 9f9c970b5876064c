import { DecisionId } from '@holdfast/protocol/decisions/ids';
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createResting } from './resting.ts';

const idOf = () => DecisionId.parse(randomUUID());

/** How long it rests after each of so many failures in a row. */
const restsOf = (failures: number): number[] => {
  let now = 0;
  const resting = createResting({ elapsed: () => now });
  const id = idOf();
  return Array.from({ length: failures }, () => {
    const since = now;
    resting.failed(id);
    while (resting.has(id)) now += 500;
    return now - since;
  });
};

test('what fails again rests twice as long each time, and never longer than a minute', () => {
  expect(restsOf(9)).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000]);
});

test('what succeeded, or was due no more for long, begins anew, and others do not rest with it', () => {
  let now = 0;
  const resting = createResting({ elapsed: () => now });
  const [one, other] = [idOf(), idOf()];
  for (let failed = 0; failed < 5; failed += 1) resting.failed(one);
  expect([resting.has(one), resting.has(other)]).toEqual([true, false]);
  resting.succeeded(one);
  expect(resting.has(one)).toBe(false);
  for (let failed = 0; failed < 5; failed += 1) resting.failed(one);
  now = 200_000;
  resting.failed(other);
  resting.failed(one);
  now += 1000;
  expect(resting.has(one)).toBe(false);
});
