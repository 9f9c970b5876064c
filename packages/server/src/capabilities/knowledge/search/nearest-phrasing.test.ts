import { describe, expect, test } from 'vitest';
import { createNearestPhrasing } from './nearest-phrasing.ts';

describe('the nearest phrasing', () => {
  test('is the one that shares most words with what was asked', () => {
    const nearest = createNearestPhrasing('how do I send a parcel back');
    expect(nearest({ question: 'Returns', phrasings: ['Where are my goods?', 'How is a parcel sent back?'] })).toBe(
      'How is a parcel sent back?',
    );
  });

  test('is none when the question is as near', () => {
    const nearest = createNearestPhrasing('open on sundays');
    expect(nearest({ question: 'Open on Sundays?', phrasings: ['On Sundays open?', 'Holidays'] })).toBeNull();
  });

  test('is found by the beginning of a text that is long', () => {
    const nearest = createNearestPhrasing('send back');
    const long = `send back ${'x '.repeat(900)}`;
    expect(nearest({ question: 'Returns', phrasings: [long] })).toBe(long);
  });

  test('is not looked for any more when what was found first had more to say than can be compared', () => {
    const nearest = createNearestPhrasing('send back');
    const short = { question: 'Returns', phrasings: ['How do I send it back?'] };
    const long = { question: 'Heavy?', phrasings: Array.from({ length: 50 }, (_, at) => `heavy ${at} `.repeat(100)) };
    expect(nearest(short)).toBe('How do I send it back?');
    for (let at = 0; at < 4; at += 1) nearest(long);
    expect(nearest(short)).toBeNull();
  });
});
