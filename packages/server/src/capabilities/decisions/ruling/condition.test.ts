import type { Condition } from '@holdfast/protocol/decisions/rules';
import type { PrincipalId } from '@holdfast/protocol/ids';
import type { JsonObject } from '@holdfast/protocol/json';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitsCondition } from './condition.ts';
import { isPointer } from './usable.ts';

const ASKER = '01890000-0000-7000-8000-000000000001' as PrincipalId;

const fits = (condition: Condition, args: JsonObject): boolean =>
  fitsCondition(condition, { arguments: args, priority: 'high', asker: ASKER });

const at = (pointer: string, op: 'eq' | 'ne', value: string | number | boolean | null): Condition => ({
  pointer: `/arguments${pointer}`,
  op,
  value,
});

test('values are equal only as what they are', () => {
  const args = { one: 1, text: '1', yes: true, none: null, list: [1], of: { a: 1 } };
  expect(fits(at('/one', 'eq', 1), args)).toBe(true);
  expect(fits(at('/text', 'eq', 1), args)).toBe(false);
  expect(fits(at('/text', 'ne', 1), args)).toBe(true);
  expect(fits(at('/yes', 'eq', true), args)).toBe(true);
  expect(fits(at('/none', 'eq', null), args)).toBe(true);
  expect(fits(at('/of', 'ne', null), args)).toBe(true);
  expect(fits({ pointer: '/arguments/one', op: 'in', value: [2, 1] }, args)).toBe(true);
  expect(fits({ pointer: '/arguments/text', op: 'in', value: [2, 1] }, args)).toBe(false);
});

test('only numbers are compared as numbers', () => {
  const over = (value: unknown): boolean => fits({ pointer: '/arguments/a', op: 'gt', value: 10 }, { a: value });
  expect([over(11), over(10), over('11'), over([11]), over(null), over(true)]).toEqual([
    true,
    false,
    false,
    false,
    false,
    false,
  ]);
  const compares = (op: 'lt' | 'lte' | 'gt' | 'gte'): boolean[] =>
    [1, 2, 3].map((a) => fits({ pointer: '/arguments/a', op, value: 2 }, { a }));
  expect(compares('lt')).toEqual([true, false, false]);
  expect(compares('lte')).toEqual([true, true, false]);
  expect(compares('gt')).toEqual([false, false, true]);
  expect(compares('gte')).toEqual([false, true, true]);
});

test('where there is nothing only that it does not exist fits', () => {
  for (const pointer of ['/b', '/a/b', '/list/2', '/list/-', '/list/01', '/list/length', '/constructor', '/toString']) {
    const args = { a: 1, list: [1, 2] };
    expect([pointer, fits(at(pointer, 'ne', 5), args)]).toEqual([pointer, false]);
    expect(fits({ pointer: `/arguments${pointer}`, op: 'exists', value: true }, args)).toBe(false);
    expect(fits({ pointer: `/arguments${pointer}`, op: 'exists', value: false }, args)).toBe(true);
  }
});

test('pointers go into lists and keys of any name', () => {
  const args = JSON.parse('{"a/b":{"c~d":[{"e":7}]},"__proto__":3,"":{"":4}}') as JsonObject;
  expect(fits(at('/a~1b/c~0d/0/e', 'eq', 7), args)).toBe(true);
  expect(fits(at('/__proto__', 'eq', 3), args)).toBe(true);
  expect(fits(at('//', 'eq', 4), args)).toBe(true);
});

test('the priority and the asker are looked at too, and a beginning of a text', () => {
  expect(fits({ pointer: '/priority', op: 'in', value: ['high', 'critical'] }, {})).toBe(true);
  expect(fits({ pointer: '/asker', op: 'eq', value: ASKER }, {})).toBe(true);
  expect(fits({ pointer: '/arguments/host', op: 'prefix', value: 'web-' }, { host: 'web-1' })).toBe(true);
  expect(fits({ pointer: '/arguments/host', op: 'prefix', value: 'web-' }, { host: ['web-1'] })).toBe(false);
});

test('pointers to nothing of a decision are none', () => {
  for (const text of ['', '/', '/title', '/arguments', '/argumentsx/a', '/priority/a', '/arguments/~2', 'arguments/a'])
    expect([text, isPointer(text)]).toEqual([text, false]);
  for (const text of ['/priority', '/asker', '/arguments/', '/arguments/~0~1/0']) expect(isPointer(text)).toBe(true);
});

test('no condition and no arguments make it throw, and what fits exists', () => {
  const scalar = fc.oneof(fc.string(), fc.double({ noNaN: true }), fc.boolean(), fc.constant(null));
  const step = fc.oneof(fc.constantFrom('a', '0', '__proto__', 'length', '~0', '~1'), fc.string({ maxLength: 3 }));
  const pointer = fc.array(step, { minLength: 1, maxLength: 4 }).map((steps) => `/arguments/${steps.join('/')}`);
  const condition: fc.Arbitrary<Condition> = fc.oneof(
    fc.record({ pointer, op: fc.constantFrom('eq', 'ne'), value: scalar }),
    fc.record({ pointer, op: fc.constantFrom('lt', 'lte', 'gt', 'gte'), value: fc.double({ noNaN: true }) }),
    fc.record({ pointer, op: fc.constant('in'), value: fc.array(scalar, { minLength: 1 }) }),
    fc.record({ pointer, op: fc.constant('prefix'), value: fc.string() }),
  );
  const args = fc.dictionary(fc.oneof(fc.constantFrom('a', '0'), fc.string({ maxLength: 3 })), fc.jsonValue());
  fc.assert(
    fc.property(condition, args, (one, of) => {
      const exists = fits({ pointer: one.pointer, op: 'exists', value: true }, of);
      expect(exists || !fits(one, of as JsonObject)).toBe(true);
    }),
  );
});
