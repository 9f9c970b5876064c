import { expect, it } from 'vitest';
import { spanIdOf, spanOf } from '../../testing/spans.ts';
import { buildTree } from './build-tree.ts';
import { densityOf } from './density.ts';
import { skewOf } from './skew.ts';
import { unfoldedFor, visibleRows } from './visible-rows.ts';

const tree = buildTree([
  spanOf(0, null, [0, 100]),
  spanOf(1, 0, [10, 60]),
  spanOf(2, 1, [5, 20]),
  spanOf(3, 0, [70, 120], { status: 'error' }),
]);

it('leaves out what is below a folded row', () => {
  expect(visibleRows(tree, new Set())).toEqual([0, 1, 2, 3]);
  expect(visibleRows(tree, new Set([spanIdOf(1)]))).toEqual([0, 1, 3]);
  expect(visibleRows(tree, new Set([spanIdOf(0), spanIdOf(1)]))).toEqual([0]);
});

it('unfolds what stands above a row', () => {
  const folded = new Set([spanIdOf(0), spanIdOf(1), spanIdOf(3)]);
  expect([...unfoldedFor(tree, folded, 2)]).toEqual([spanIdOf(3)]);
  expect(unfoldedFor(tree, folded, 0)).toBe(folded);
});

it('says how far a span lies outside its parent', () => {
  expect(tree.nodes.map((node) => skewOf(tree, node))).toEqual([
    undefined,
    undefined,
    { beginsEarlier: 5, endsLater: 0 },
    { beginsEarlier: 0, endsLater: 20 },
  ]);
});

it('draws a trace small', () => {
  expect(densityOf(tree, 12, 2)).toEqual({
    all: [
      { lane: 0, from: 0, to: 10 },
      { lane: 1, from: 0, to: 6 },
      { lane: 1, from: 7, to: 12 },
    ],
    failed: [{ lane: 1, from: 7, to: 12 }],
  });
});
