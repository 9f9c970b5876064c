import { expect, test } from 'vitest';
import { objectionToPatch, PATCH_BYTES } from './limits.ts';

test('a patch may be as large as is said, and no more', () => {
  expect(objectionToPatch({ a: 'x'.repeat(PATCH_BYTES - 8) })).toBeUndefined();
  expect(objectionToPatch({ a: 'x'.repeat(PATCH_BYTES - 7) })).toContain('bytes');
  expect(objectionToPatch({ a: 'ä'.repeat(PATCH_BYTES / 2) })).toContain('bytes');
});

test('a number that would become null, and so remove, is refused', () => {
  expect(objectionToPatch(JSON.parse('{"a": [{"b": 1e999}]}'))).toContain('numbers');
  expect(objectionToPatch({ a: 1e308, b: -0, c: null })).toBeUndefined();
});
