import { expect, test } from 'vitest';
import { objectionToPatch, PATCH_BYTES, PATCH_DEPTH } from './limits.ts';

const nested = (levels: number): unknown => JSON.parse(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`);

test('a patch may be as deep and as large as is said, and no more', () => {
  expect(objectionToPatch(nested(PATCH_DEPTH))).toBeUndefined();
  expect(objectionToPatch(nested(PATCH_DEPTH + 1))).toContain('levels');
  expect(objectionToPatch({ a: 'x'.repeat(PATCH_BYTES - 8) })).toBeUndefined();
  expect(objectionToPatch({ a: 'x'.repeat(PATCH_BYTES - 7) })).toContain('bytes');
  expect(objectionToPatch({ a: 'ä'.repeat(PATCH_BYTES / 2) })).toContain('bytes');
});

test('one that is nested without end is refused and ends nothing', () => {
  expect(objectionToPatch(nested(100_000))).toContain('levels');
  expect(objectionToPatch({ a: JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)) as unknown })).toContain('levels');
});

test('a number that would become null, and so remove, is refused', () => {
  expect(objectionToPatch(JSON.parse('{"a": [{"b": 1e999}]}'))).toContain('numbers');
  expect(objectionToPatch({ a: 1e308, b: -0, c: null })).toBeUndefined();
});
