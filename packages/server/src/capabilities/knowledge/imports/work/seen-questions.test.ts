import fc from 'fast-check';
import { expect, test } from 'vitest';
import { questionKeyOf } from '../../pairs/fingerprints.ts';
import { createSeenQuestions } from './seen-questions.ts';

test('whatever comes in whatever order, each question is told the row that had it first', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 300 }), (questions) => {
      // small, so that it grows
      const seen = createSeenQuestions(4);
      const first = new Map<number, number>();
      for (const [index, question] of questions.entries()) {
        expect(seen.see(questionKeyOf(`question ${question}`), index + 1)).toBe(first.get(question));
        if (!first.has(question)) first.set(question, index + 1);
      }
    }),
  );
});

test('two questions whose keys differ in one digit only are two', () => {
  const seen = createSeenQuestions();
  const key = questionKeyOf('one');
  for (let digit = 2; digit < key.length; digit += 1) {
    const other = `${key.slice(0, digit)}${key[digit] === '0' ? '1' : '0'}${key.slice(digit + 1)}` as typeof key;
    expect(seen.see(other, digit)).toBeUndefined();
    expect(seen.see(other, 99)).toBe(digit);
  }
  expect(seen.see(key, 100)).toBeUndefined();
});
