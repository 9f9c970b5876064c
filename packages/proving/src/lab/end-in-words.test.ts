import { expect, test } from 'vitest';
import { endInWords } from './end-in-words.ts';

test.each([
  [{ code: 3, signal: null, milliseconds: 5 }, 'ended with 3'],
  [{ code: null, signal: 'SIGKILL' as const, milliseconds: 30_010 }, 'took longer than 30 s and was killed'],
  [{ code: null, signal: 'SIGTERM' as const, milliseconds: 10 }, 'was ended by the signal SIGTERM'],
])('%j %s', (exit, words) => {
  expect(endInWords(exit, 30_000)).toBe(words);
});
