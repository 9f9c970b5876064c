import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distanceWithin } from './distance.ts';

test.each([
  ['invoice', 'invoice', 0],
  ['invoice', 'invocie', 1],
  ['invoice', 'invoic', 1],
  ['invoice', 'invoices', 1],
  ['invoice', 'inwoice', 1],
  ['password', 'pasword', 1],
  ['password', 'psasowrd', 2],
])('%s becomes %s in %i steps', (one, other, steps) => {
  expect(distanceWithin(one, other, 2)).toBe(steps);
  expect(distanceWithin(other, one, 2)).toBe(steps);
});

test('what takes more steps is not told', () => {
  expect(distanceWithin('invoice', 'refund', 2)).toBeUndefined();
  expect(distanceWithin('abcd', 'abxy', 1)).toBeUndefined();
});

const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });

test('a letter that is changed, added or left out is one step away', () => {
  fc.assert(
    fc.property(letters, fc.nat(8), fc.constantFrom('a', 'b', 'c'), (word, at, letter) => {
      const place = Math.min(at, word.length);
      const added = word.slice(0, place) + letter + word.slice(place);
      expect(distanceWithin(word, added, 1)).toBe(1);
      expect(distanceWithin(added, word, 1)).toBe(1);
      const changed = word.slice(0, place) + letter + word.slice(place + 1);
      expect(distanceWithin(word, changed, 1)).toBeLessThanOrEqual(1);
    }),
  );
});
