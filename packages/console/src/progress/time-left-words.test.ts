import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nextStep, wordsOf } from './time-left-words.ts';

const MINUTE = 60_000;

it.each([
  [0, 'less than a minute left'],
  [30_000, 'less than a minute left'],
  [1 * MINUTE, 'about 1 min left'],
  [3.2 * MINUTE, 'about 3 min left'],
  [100 * MINUTE, 'about 1.5 h left'],
  [1e12, 'a day or more left'],
])('%d ms are %s', (ms, words) => {
  expect(wordsOf(nextStep(undefined, ms))).toBe(words);
});

it('does not flicker while the estimate wavers by a tenth', () => {
  const waver = fc.array(fc.double({ min: 0.9, max: 1.1, noNaN: true }), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2_000 * MINUTE }), waver, (ms, factors) => {
      const shown = nextStep(undefined, ms);
      let step = shown;
      for (const factor of factors) step = nextStep(step, ms * factor);
      expect(step).toBe(shown);
    }),
  );
});

it('never goes up while the time left goes down', () => {
  const falls = fc.array(fc.double({ min: 0.5, max: 1, noNaN: true }), { maxLength: 80 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2_000 * MINUTE }), falls, (begin, factors) => {
      let ms = begin;
      let step = nextStep(undefined, ms);
      for (const factor of factors) {
        ms *= factor;
        const next = nextStep(step, ms);
        expect(next).toBeLessThanOrEqual(step);
        step = next;
      }
    }),
  );
});
