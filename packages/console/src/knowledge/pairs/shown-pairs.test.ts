import { expect, it } from 'vitest';
import { withFilter } from '../../filters/chosen-filters.ts';
import { filtersOf, readShown, wordsOf } from './shown-pairs.ts';

it('says in the address what it read there', () => {
  const words = { text: 'a & b=c', tag: 'billing', valid: 'now', sort: 'question' };
  const shown = readShown(new URLSearchParams(words).toString());
  expect(Object.fromEntries(Object.entries(wordsOf(shown)).filter(([, word]) => word !== undefined))).toEqual(words);
  expect(filtersOf(shown)).toEqual({ text: 'a & b=c', tag: 'billing', valid: 'now' });
});

it('leaves out what nobody can ask for', () => {
  const shown = readShown('?valid=sometimes&import_id=7&embedding_status=great&sort=cheapest&text=&colour=red');
  expect(shown).toEqual({ filters: {}, text: undefined, sort: 'newest' });
});

it('takes a filter away and puts another in its place', () => {
  const shown = readShown('?tag=a&source=b');
  expect(withFilter(shown, 'tag', undefined).filters).toEqual({ source: 'b' });
  expect(withFilter(shown, 'tag', 'c').filters).toEqual({ source: 'b', tag: 'c' });
});
