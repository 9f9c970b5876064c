import { expect, test } from 'vitest';
import { createPostings } from './postings.ts';
import { readQuestion } from './question-words.ts';
import { createVocabulary } from './vocabulary.ts';

test('of a question in which every word is mistyped so many are guessed at, and no more', () => {
  const vocabulary = createVocabulary();
  const postings = createPostings();
  const letters = 'bcdfghjklmnpqrstvwxz';
  const written = Array.from(letters, (letter) => Array.from(letters, (other) => `${letter}${other}aqua`)).flat();
  for (const word of written) {
    postings.add(vocabulary.add(word), 0);
    postings.addList();
  }
  let looked = 0;
  const counting = {
    ...vocabulary,
    near: (term: string) => {
      looked += 1;
      return vocabulary.near(term);
    },
  };
  // the last is as it was written
  const question = [...written.slice(0, 200).map((word) => `${word}u`), written[399]].join(' ');
  const words = readQuestion(question, { vocabulary: counting, postings }, 400);
  expect(looked).toBe(32);
  expect(words.map(({ word }) => word.term)).toContain(written[399]);
});
