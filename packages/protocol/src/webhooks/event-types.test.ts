import { expect, test } from 'vitest';
import { EVENT_PATTERNS, patternsOf, TEST_EVENT } from './event-types.ts';

test('a type is named by everything, by its area, and by itself', () => {
  expect(patternsOf('decision.decided')).toEqual(['*', 'decision.*', 'decision.decided']);
  expect(patternsOf('feed_pull_ended')).toEqual(['*', 'feed_pull_ended']);
});

test('what is not in the catalogue is wanted by nobody, and a test by nobody who did not ask', () => {
  expect(patternsOf('thing.happened')).toEqual([]);
  expect(patternsOf(TEST_EVENT)).toEqual([]);
  expect(EVENT_PATTERNS).not.toContain(TEST_EVENT);
});

test('each pattern is there once', () => {
  expect(new Set(EVENT_PATTERNS).size).toBe(EVENT_PATTERNS.length);
});
