import { describe, expect, test } from 'vitest';
import { checkSchema } from './check-schema.ts';
import type { Schema } from './description.ts';

const thing: Schema = {
  type: 'object',
  properties: {
    name: { type: 'string', minLength: 1, maxLength: 3 },
    count: { anyOf: [{ type: 'integer', minimum: 0, maximum: 9 }, { type: 'null' }] },
    kinds: { type: 'array', items: { type: 'string', enum: ['a', 'b'] }, maxItems: 2 },
    note: { type: ['string', 'null'] },
    more: { type: 'object', additionalProperties: { type: 'boolean' } },
  },
  required: ['name', 'count'],
  additionalProperties: false,
};

describe('a value', () => {
  test.each<[unknown]>([
    [{ name: 'abc', count: 0 }],
    [{ name: '😀😀😀', count: null, kinds: ['a', 'b'], note: null, more: { yes: true } }],
  ])('%j is as described', (value) => {
    expect(checkSchema({ $ref: '#/components/schemas/Thing' }, value, { Thing: thing })).toEqual([]);
  });

  test.each<[unknown, string]>([
    [null, 'the body is no object'],
    [[], 'the body is no object'],
    [{ count: 1 }, 'the body.name is missing'],
    [{ name: '', count: 1 }, 'the body.name has 0 characters'],
    [{ name: 'abcd', count: 1 }, 'the body.name has 4 characters'],
    [{ name: 'a', count: 1.5 }, 'the body.count is none of what it may be'],
    [{ name: 'a', count: 10 }, 'the body.count is none of what it may be'],
    [{ name: 'a', count: 1, kinds: ['c'] }, 'the body.kinds[0] is none of its values'],
    [{ name: 'a', count: 1, kinds: ['a', 'a', 'a'] }, 'the body.kinds has 3 items'],
    [{ name: 'a', count: 1, more: { no: 1 } }, 'the body.more.no is no boolean'],
    [{ name: 'a', count: 1, other: 1 }, 'the body.other is not described'],
    [{ name: 'a', count: 1, note: 1 }, 'the body.note is no string or null'],
  ])('%j is not, and it is said where', (value, sentence) => {
    expect(checkSchema(thing, value, {})).toEqual([sentence]);
  });
});
