import { expect, it } from 'vitest';
import { readMarkdown } from './read-markdown.ts';

it('reads an answer as parts, one within the other', () => {
  const [paragraph] = readMarkdown('Press **the** button.') ?? [];
  expect(paragraph?.token.type).toBe('paragraph_open');
  expect(paragraph?.children[0]?.children.map(({ token }) => token.type)).toEqual(['text', 'strong_open', 'text']);
});

it('does not draw an answer that becomes more parts than a page can have', () => {
  const row = (cell: string, cells: number) => `${`|${cell}`.repeat(cells)}|\n`;
  expect(readMarkdown(`${row('a', 1_000)}${row('-', 1_000)}${'|b\n'.repeat(10_000)}`)).toBeUndefined();
  expect(readMarkdown('a\n\n'.repeat(5_000))).toHaveLength(5_000);
});
