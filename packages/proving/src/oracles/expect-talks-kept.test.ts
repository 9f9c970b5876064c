import { expect, test } from 'vitest';
import type { Talk } from '../probe/talk.ts';
import { expectTalksKept } from './expect-talks-kept.ts';

const talk = (heard: readonly number[], ended?: string, gaps: readonly string[] = []): Talk => ({
  heard,
  gaps,
  outcomes: ['new'],
  ended,
  stop: async () => {},
});

test('what is heard in its order holds, and what was said again may be heard again', () => {
  expect(() => expectTalksKept([talk([0, 1, 2]), talk([0, 1, 1, 2, 1, 3])])).not.toThrow();
});

test.each([
  ['something is left out', talk([0, 2]), 'with nothing left out'],
  ['something comes before its turn', talk([0, 2, 1]), 'with nothing left out'],
  ['the beginning is missing', talk([1, 2]), 'with nothing left out'],
  ['a socket is closed for good', talk([0, 1, 2], '4003 forbidden'), 'no socket is closed for good'],
  ['a message is missing', talk([0, 1, 2], undefined, ['9 after 7']), 'misses no message'],
  ['a socket was not used', talk([0]), 'every socket was used'],
])('%s, and that is found', (_what, one, sentence) => {
  expect(() => expectTalksKept([talk([0, 1]), one])).toThrow(sentence);
});
