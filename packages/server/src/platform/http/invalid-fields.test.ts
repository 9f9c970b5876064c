import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { createFindings } from './invalid-fields.ts';

const schema = z.strictObject({ a: z.int().optional(), list: z.array(z.strictObject({ b: z.int() })).optional() });

const findingsIn = (...values: readonly unknown[]) => {
  const findings = createFindings();
  for (const value of values) {
    const { error } = schema.safeParse(value);
    if (error !== undefined) findings.add('body', error, value);
  }
  return findings;
};

const unknown = (count: number, name = 'x'): Record<string, number> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${name}${index}`, 1]));

test('unknown fields are listed up to fifty, and the rest is a number', () => {
  const { fields, detail } = findingsIn(unknown(130_000));
  expect(fields).toHaveLength(50);
  expect(fields[49]).toEqual({ pointer: '/body/x49', code: 'unknown_field', detail: 'is not a field of this' });
  expect(detail).toBe('/body/x0 is not a field of this (and 129999 more).');
});

test('fifty are listed in all, whichever parts and places of the request they are in', () => {
  const { fields, detail } = findingsIn({ a: 'x', ...unknown(30) }, { list: [{ b: 1, ...unknown(30) }, { b: 'x' }] });
  expect(fields).toHaveLength(50);
  expect(detail).toBe('/body/a is not right: invalid input: expected number, received string (and 61 more).');
});

test('a request without a mistake has no fields', () => {
  expect(findingsIn({}).fields).toEqual([]);
});

test('a name is cut where it says nothing more, and stays text', () => {
  const [field] = findingsIn({ ['😀'.repeat(300)]: 1 }).fields;
  expect(field?.pointer).toBe(`/body/${'😀'.repeat(97)}…`);
});

test('whatever is sent, what is said about it is short and well-formed', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'binary', maxLength: 400 }), fc.jsonValue()), (value) => {
      const { fields, detail } = findingsIn(value);
      for (const { pointer } of fields) expect([pointer.isWellFormed(), pointer.length <= 201]).toEqual([true, true]);
      expect(detail.length).toBeLessThan(500);
    }),
    { numRuns: 30 },
  );
});
