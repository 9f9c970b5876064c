import { expect, test } from 'vitest';
import { z } from 'zod';
import { fieldRows } from './schema.ts';

const rowsOf = (schema: z.ZodType): string[] =>
  fieldRows(z.toJSONSchema(schema, { io: 'input' })).map(({ field, type, required, means }) =>
    [field, type, required ? 'required' : 'optional', means].filter((part) => part !== '').join(' | '),
  );

test('nested fields are told by their whole path', () => {
  expect(
    rowsOf(
      z.strictObject({
        a: z.strictObject({ b: z.string() }),
        list: z.array(z.strictObject({ c: z.int().min(1).max(9) })),
        map: z.record(z.string(), z.strictObject({ d: z.boolean() })),
      }),
    ),
  ).toEqual([
    'a | object | required',
    'a.b | string | required',
    'list | list of object | required',
    'list[].c | integer | required | 1 to 9.',
    'map | object | required',
    'map.{name}.d | boolean | required',
  ]);
});

test('choices, constants, alternatives, limits and defaults are said', () => {
  expect(
    rowsOf(
      z.strictObject({
        e: z.enum(['x', 'y']),
        k: z.literal('z'),
        n: z.uuid().nullable(),
        s: z.string().min(2).max(5).default('abc').describe('Words.'),
      }),
    ),
  ).toEqual([
    'e | x | y | required',
    'k | "z" | required',
    'n | uuid | null | required',
    's | string | optional | Words. 2 to 5 characters. Default "abc".',
  ]);
});

test('a list or a map at the top is told like what is in it, and a single value has no fields', () => {
  expect(rowsOf(z.array(z.strictObject({ a: z.string() })))).toEqual(['[].a | string | required']);
  expect(rowsOf(z.string())).toEqual([]);
});
