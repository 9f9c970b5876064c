import { expect, it } from 'vitest';
import { hearRhythm, type HeardRhythm, type Rhythm } from './rhythm.ts';

const newsAfter = (...rhythms: readonly Rhythm[]): string | undefined =>
  rhythms.reduce<HeardRhythm | undefined>(hearRhythm, undefined)?.news;

it('has nothing to say of a page that is live from its start, or never was', () => {
  expect(newsAfter('asking', 'told')).toBe('');
  expect(newsAfter('told', 'asking', 'told')).toBe('');
  expect(newsAfter('asking', 'not told')).toBe('');
});

it('says when a page is no longer live, and when it is so again', () => {
  expect(newsAfter('told', 'not told')).toBe('Not live any more: this page asks every 5 seconds');
  expect(newsAfter('told', 'not told', 'asking', 'not told')).toBe('Not live any more: this page asks every 5 seconds');
  expect(newsAfter('told', 'not told', 'asking', 'told')).toBe('Live again');
});
