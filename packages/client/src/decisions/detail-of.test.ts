import { reportExecution } from '@holdfast/protocol/decisions/acts';
import { LONGEST_DETAIL } from '@holdfast/protocol/decisions/limits';
import { expect, test } from 'vitest';
import { detailOf } from './detail-of.ts';

test.each([
  ['an error', new TypeError('no money'), 'TypeError: no money'],
  ['a text', 'no money', 'no money'],
  ['nothing', undefined, 'undefined'],
  ['a symbol', Symbol('no'), 'Symbol(no)'],
  ['what has no words', Object.create(null), 'Something was thrown that has no words.'],
  ['a NUL and half a pair', 'a\0b\ud800', 'a\u{fffd}b\u{fffd}'],
  ['a pair at the very end', `${'x'.repeat(LONGEST_DETAIL - 1)}\u{1f525}`, `${'x'.repeat(LONGEST_DETAIL - 1)}\u{fffd}`],
])('%s that was thrown is a detail that is taken', (_name, thrown: unknown, words) => {
  const detail = detailOf(thrown);
  expect(detail).toBe(words);
  expect(reportExecution.body.safeParse({ status: 'failed', detail }).success).toBe(true);
});
