import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical } from './canonical.ts';
import { differencesOf } from './differences.ts';

test('what is other, new and gone is told by its place', () => {
  const was = { a: 1, gone: [1, 2], 'a/b~c': { x: null }, same: { deep: [1] } };
  const is = { a: '1', new: {}, 'a/b~c': { x: 0 }, same: { deep: [1, 2] } };
  expect(differencesOf(was, is).differences).toEqual([
    { pointer: '/a', was: 1, is: '1' },
    { pointer: '/gone', was: [1, 2] },
    { pointer: '/a~1b~0c/x', was: null, is: 0 },
    { pointer: '/same/deep/1', is: 2 },
    { pointer: '/new', is: {} },
  ]);
});

test('a list in the place of an object is another value', () => {
  expect(differencesOf({ a: [] }, { a: {} }).differences).toEqual([{ pointer: '/a', was: [], is: {} }]);
});

test('of very many the first are listed, and that there are more is said', () => {
  const many = (length: number, value: number) => ({ list: Array.from({ length }, () => value) });
  const whole = differencesOf(many(1_000, 1), many(1_000, 2));
  expect([whole.differences.length, whole.hasMore]).toEqual([1_000, false]);
  const cut = differencesOf(many(1_001, 1), many(1_001, 2));
  expect([cut.differences.at(-1)?.pointer, cut.hasMore]).toEqual(['/list/999', true]);
});

test('there is no difference exactly where both have one text', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      expect(differencesOf(one, one)).toEqual({ differences: [], hasMore: false });
      expect(differencesOf(one, other).differences.length === 0).toBe(canonical(one) === canonical(other));
    }),
  );
});
