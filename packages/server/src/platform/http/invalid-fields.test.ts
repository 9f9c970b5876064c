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
  expect(detail).toBe('/body/a must be a number (and 61 more).');
});

test('what is wrong with a value is said as what to do about it', () => {
  const about = (one: z.ZodType, value: unknown): string | undefined => {
    const findings = createFindings();
    const { error } = z.strictObject({ one }).safeParse({ one: value });
    if (error !== undefined) findings.add('body', error, { one: value });
    return findings.fields[0]?.detail;
  };
  expect(about(z.enum(['viewer', 'admin']), 'boss')).toBe('must be one of viewer, admin');
  expect(about(z.literal(1), 2)).toBe('must be 1');
  expect(about(z.uuid(), 'nope')).toBe('must be an id, which is a UUID');
  expect(about(z.iso.datetime({ offset: true }), 'tomorrow')).toBe('must be a time, like 2027-12-31T00:00:00Z');
  expect(about(z.string().min(1), '')).toBe('must not be empty');
  expect(about(z.string().min(3), 'a')).toBe('must have 3 characters or more');
  expect(about(z.string().max(2), 'abc')).toBe('must have 2 characters or fewer');
  expect(about(z.array(z.int()).max(2), [1, 2, 3])).toBe('must have 2 entries or fewer');
  expect(about(z.array(z.int()).min(1), [])).toBe('must have 1 entry or more');
  expect(about(z.string().max(1), 'ab')).toBe('must have 1 character or fewer');
  expect(about(z.int().min(0), -1)).toBe('must be 0 or more');
  expect(about(z.int().max(200), 5000)).toBe('must be 200 or less');
  expect(about(z.int(), 1.5)).toBe('must be a whole number');
  expect(about(z.boolean(), 'yes')).toBe('must be true or false');
  const oneOrMore = z.union([z.string().max(2), z.array(z.string()).max(2)]);
  expect(about(oneOrMore, ['a', 'b', 'c'])).toBe('must have 2 entries or fewer');
  expect(about(oneOrMore, 'abc')).toBe('must have 2 characters or fewer');
  expect(about(z.union([z.strictObject({ a: z.int() }), z.strictObject({ b: z.string() })]), { a: 1.5 })).toBe(
    'must be a whole number',
  );
  expect(about(z.email(), 'x')).toBe('is not right: invalid email address');
});

test('where a field tells several forms apart, a mistake in it names all of its values', () => {
  const effect = z.discriminatedUnion('do', [
    z.strictObject({ do: z.literal('approve') }),
    z.strictObject({ do: z.literal(['deny', 'require']) }),
  ]);
  const fieldsOf = (value: unknown) => {
    const findings = createFindings();
    const { error } = effect.safeParse(value);
    if (error !== undefined) findings.add('body', error, value);
    return findings.fields;
  };
  expect(fieldsOf({ do: 'allow' })).toEqual([
    { pointer: '/body/do', code: 'invalid_value', detail: 'must be one of approve, deny, require' },
  ]);
  expect(fieldsOf({})).toEqual([{ pointer: '/body/do', code: 'required', detail: 'is required' }]);
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
