import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical } from './canonical.ts';
import { differencesOf } from './differences.ts';

test('what is other, new and gone is told by its place', () => {
  const was = { a: 1, gone: [1, 2], 'a/b~c': { x: null }, same: { deep: [1] } };
  const is = { a: '1', new: {}, 'a/b~c': { x: 0 }, same: { deep: [1, 2] } };
  expect(differencesOf(was, is)).toEqual([
    { pointer: '/a', was: 1, is: '1' },
    { pointer: '/gone', was: [1, 2] },
    { pointer: '/a~1b~0c/x', was: null, is: 0 },
    { pointer: '/same/deep/1', is: 2 },
    { pointer: '/new', is: {} },
  ]);
});

test('a list in the place of an object is another value', () => {
  expect(differencesOf({ a: [] }, { a: {} })).toEqual([{ pointer: '/a', was: [], is: {} }]);
});

test('there is no difference exactly where both have one text', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      expect(differencesOf(one, one)).toEqual([]);
      expect(differencesOf(one, other).length === 0).toBe(canonical(one) === canonical(other));
    }),
  );
});
