import { EVENT_PATTERNS, ALL_EVENTS } from '@holdfast/protocol/webhooks/event-types';
import { expect, it } from 'vitest';
import { EVENT_AREAS, eventsWords, isWithin } from './event-words.ts';

it('offers every pattern that a webhook may name once', () => {
  const offered = EVENT_AREAS.flatMap(({ area, types }) => [...(area === undefined ? [] : [area]), ...types]);
  const patterns = [ALL_EVENTS, ...offered.map(({ pattern }) => pattern)];
  expect(patterns.toSorted()).toEqual([...EVENT_PATTERNS].toSorted());
});

it('knows what an area holds', () => {
  expect(isWithin('decision.decided', 'decision.*')).toBe(true);
  expect(isWithin('decision.*', 'decision.*')).toBe(false);
  expect(isWithin('feed_pull_ended', 'decision.*')).toBe(false);
});

it('says in a line what a webhook is told of', () => {
  expect(eventsWords(['*', 'feed_pull_ended'])).toBe('everything');
  expect(eventsWords(['decision.*', 'feed_pull_ended'])).toBe('decision.*, feed_pull_ended');
});
