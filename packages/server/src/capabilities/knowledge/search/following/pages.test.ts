import { expect, test } from 'vitest';
import { behind } from '../../shelf/place.ts';
import { eachPage } from './pages.ts';

test('a page that is full of text is not the last, however few its rows', async () => {
  const rows = Array.from({ length: 7 }, (_, at) => ({ change: at + 1, id: String(at), is_full: at % 2 === 0 }));
  const taken: number[] = [];
  await eachPage({
    from: behind(0),
    most: 5,
    // two rows are as much as there is room for
    read: async ({ after }) => {
      const next = rows.filter(({ change }) => change > after.change);
      return next.slice(0, next[0]?.is_full === true ? 1 : 2);
    },
    take: async (page) => {
      taken.push(...page.map(({ change }) => change));
    },
  });
  expect(taken).toEqual([1, 2, 3, 4, 5, 6, 7]);
});
