import { expect, it } from 'vitest';
import { traceOf } from '../testing/traces.ts';
import { readTraces, withPage } from './kept-traces.ts';

const kept = { items: [traceOf(5, { status: 'open' }), traceOf(4), traceOf(3)], cursor: 'more' };

it('keeps its rows, shows what is known of them by now, and counts those that began since', () => {
  const { items, news } = readTraces(kept, [traceOf(7), traceOf(6), traceOf(5), traceOf(4)]);
  expect(items.map(({ name, status }) => `${name} ${status}`)).toEqual(['trace 5 ok', 'trace 4 ok', 'trace 3 ok']);
  expect(news).toBe(2);
});

it('does not take for news what came late and began before', () => {
  expect(readTraces(kept, [traceOf(5), traceOf(2)]).news).toBe(0);
});

it('has a trace once that was on two pages', () => {
  expect(withPage(kept, [traceOf(3), traceOf(2)], null)).toEqual({
    items: [...kept.items, traceOf(2)],
    cursor: null,
  });
});
