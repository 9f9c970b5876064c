import { expect, test } from 'vitest';
import { z } from 'zod';
import { page, PageQuery, PAGE_LIMIT_DEFAULT, PAGE_LIMIT_MAXIMUM } from './page.ts';

test('a list asks for its default when nobody says how many', () => {
  expect(PageQuery.parse({})).toEqual({ limit: PAGE_LIMIT_DEFAULT });
});

test.each([0, -1, PAGE_LIMIT_MAXIMUM + 1, 1.5, '5'])('a page of %s is refused', (limit) => {
  expect(PageQuery.safeParse({ limit }).success).toBe(false);
});

test.each(['', 'x'.repeat(1025)])('a cursor that is empty or longer than any of ours is refused', (cursor) => {
  expect(PageQuery.safeParse({ cursor }).success).toBe(false);
});

test('a page says whether there is a next one, always', () => {
  const Numbers = page(z.int());
  expect(Numbers.safeParse({ items: [1], next_cursor: null }).success).toBe(true);
  expect(Numbers.safeParse({ items: [1] }).success).toBe(false);
});
