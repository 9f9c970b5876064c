import { expect, test } from 'vitest';
import { DEEPEST_JSON, JsonObject } from './json.ts';

const nested = (levels: number): unknown => JSON.parse(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`);
const objectionTo = (value: unknown): string | undefined => JsonObject.safeParse(value).error?.issues[0]?.message;

test('an object may be as deep as is said, and no more', () => {
  expect(objectionTo(nested(DEEPEST_JSON))).toBeUndefined();
  expect(objectionTo(nested(DEEPEST_JSON + 1))).toContain('levels');
});

test('one that is nested without end is refused and ends nothing', () => {
  expect(objectionTo(nested(100_000))).toContain('levels');
  expect(objectionTo({ a: JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)) as unknown })).toContain('levels');
});

test('a list, null and text are no objects, and every key of an object is kept', () => {
  for (const value of [[], null, 'a', 1]) expect(objectionTo(value)).toBe('must be a JSON object');
  const value: unknown = JSON.parse('{"__proto__":1,"constructor":2}');
  expect(JSON.stringify(JsonObject.parse(value))).toBe('{"__proto__":1,"constructor":2}');
});
