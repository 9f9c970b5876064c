import { expect, it } from 'vitest';
import { lackingWords } from './lacking-words.ts';

const member = (name: string, second_factor: boolean, active = true) => ({ name, second_factor, active });

it('names those who would be kept out', () => {
  expect(lackingWords(undefined)).toBeUndefined();
  expect(lackingWords({ items: [member('Ada', true)], next_cursor: null })).toBe('Every member has one.');
  expect(lackingWords({ items: [member('Ada', false), member('Ben', false, false)], next_cursor: null })).toBe(
    '1 member without one: Ada.',
  );
  const many = ['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((name) => member(name, false));
  expect(lackingWords({ items: many, next_cursor: 'x' })).toBe(
    'Of the first 7: 7 members without one: A, B, C, D, E and 2 more.',
  );
});
