import { expect, it } from 'vitest';
import { withFilter } from '../../filters/chosen-filters.ts';
import { paths } from '../../routing/paths.ts';
import { filtersAt, isFiltered, readShown, withoutFilters, withRange, withTime, wordsOf } from './shown-traces.ts';

const NOW = Date.parse('2026-03-04T10:00:00Z');

it('says in the address what is shown, and reads it from there', () => {
  const shown = withFilter(readShown('?range=1h&q=late&sort=-cost'), 'attribute', 'http.route=/a&b');
  const address = paths.traces(wordsOf(shown));
  expect(address).toBe('/traces?attribute=http.route%3D%2Fa%26b&q=late&range=1h&sort=-cost');
  expect(readShown(address.slice(address.indexOf('?')))).toEqual(shown);
});

it('leaves out what nobody can ask for', () => {
  const shown = readShown('?status=broken&min_tokens=x&range=8y&from=yesterday&sort=name&attribute=a&service=');
  expect(wordsOf(shown)).toEqual({});
  expect(isFiltered(shown)).toBe(false);
});

it('asks for the last 24 hours unless told otherwise', () => {
  expect(filtersAt(readShown(''), NOW)).toEqual({ from: '2026-03-03T10:00:00.000Z' });
  expect(filtersAt(readShown('?range=all'), NOW)).toEqual({});
  expect(filtersAt(readShown('?min_duration_ms=2000&status=error&range=15m'), NOW)).toEqual({
    from: '2026-03-04T09:45:00.000Z',
    min_duration_ms: 2_000,
    status: 'error',
  });
});

it('has a stretch of time or a range, not both', () => {
  const narrowed = withTime(readShown('?range=1h'), NOW - 60_000, NOW);
  expect(wordsOf(narrowed)).toEqual({ from: '2026-03-04T09:59:00.000Z', to: '2026-03-04T10:00:00.000Z' });
  expect(wordsOf(withRange(narrowed, '7d'))).toEqual({ range: '7d' });
});

it('takes filters away, one or all', () => {
  const shown = readShown('?status=error&service=shop&q=x&range=7d');
  expect(wordsOf(withFilter(shown, 'status', undefined))).toEqual({ service: 'shop', q: 'x', range: '7d' });
  expect(wordsOf(withoutFilters(shown))).toEqual({ range: '7d' });
});
