import { expect, it } from 'vitest';
import { type Asked, readAsked, wordsOf } from './asked.ts';
import { paths } from '../../routing/paths.ts';

const ASKED: Asked = { q: 'a & b=c?', mode: 'vector', tags: ['x, y', 'z&'] };

it('says in the address what is asked, and reads it there again', () => {
  const search = paths.searchLab(wordsOf(ASKED)).split('?')[1] ?? '';
  expect(readAsked(search)).toEqual(ASKED);
});

it('asks both ways and everywhere unless it is said otherwise', () => {
  expect(readAsked('?mode=magic')).toEqual({ q: '', mode: 'fused', tags: [] });
  expect(paths.searchLab(wordsOf(readAsked('')))).toBe('/knowledge/search');
});
