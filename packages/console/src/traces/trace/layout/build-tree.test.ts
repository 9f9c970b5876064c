import { expect, it } from 'vitest';
import fc from 'fast-check';
import { spanIdOf, spanOf } from '../../testing/spans.ts';
import { buildTree } from './build-tree.ts';
import type { SpanTree } from './span-node.ts';

const drawn = ({ nodes }: SpanTree): readonly string[] =>
  nodes.map(({ depth, span, key, isCut }) => `${'  '.repeat(depth)}${span?.name ?? key}${isCut ? ' (cut)' : ''}`);

it('has each span before those below it, in the order in which they began', () => {
  const tree = buildTree([
    spanOf(3, 1, [40, 50]),
    spanOf(0, null, [0, 100]),
    spanOf(2, 0, [20, 30]),
    spanOf(1, 0, [10, 60]),
    spanOf(4, 1, [12, 13]),
  ]);
  expect(drawn(tree)).toEqual(['span 0', '  span 1', '    span 4', '    span 3', '  span 2']);
  expect(tree.nodes.map(({ until, place, siblings }) => [until, place, siblings])).toEqual([
    [5, 1, 1],
    [4, 1, 2],
    [3, 1, 2],
    [4, 2, 2],
    [5, 2, 2],
  ]);
  expect(tree.length).toBe(100);
});

it('puts the longer one first of two that begin together', () => {
  expect(drawn(buildTree([spanOf(1, null, [0, 1]), spanOf(2, null, [0, 9]), spanOf(3, null, [0, null])]))).toEqual([
    'span 3',
    'span 2',
    'span 1',
  ]);
});

it('shows spans whose parent was not received below one that says so, for each such parent', () => {
  const tree = buildTree([
    spanOf(1, 77, [5, 6]),
    spanOf(2, 77, [7, 9]),
    spanOf(3, 88, [2, null]),
    spanOf(4, 2, [8, 9]),
  ]);
  expect(drawn(tree)).toEqual([
    `missing ${spanIdOf(88)}`,
    '  span 3',
    `missing ${spanIdOf(77)}`,
    '  span 1',
    '  span 2',
    '    span 4',
  ]);
  expect(tree.nodes[2]).toMatchObject({ start: 3, end: 7, until: 6 });
  expect(tree.nodes[0]?.end).toBeUndefined();
});

it('cuts a circle above the span of it that began first, also of one that is its own parent', () => {
  const tree = buildTree([
    spanOf(1, 3, [30, 40]),
    spanOf(2, 1, [20, 50]),
    spanOf(3, 2, [35, 36]),
    spanOf(4, 3, [36, 37]),
    spanOf(5, 5, [0, 1]),
  ]);
  expect(drawn(tree)).toEqual(['span 5 (cut)', 'span 2 (cut)', '  span 3', '    span 1', '    span 4']);
});

it('has a span once that came twice, the one that has ended if one has', () => {
  const tree = buildTree([spanOf(1, null, [0, null]), spanOf(1, null, [0, 8]), spanOf(1, null, [0, 9])]);
  expect(tree.nodes).toHaveLength(1);
  expect(tree.nodes[0]?.end).toBe(8);
});

it('sets a span without a start to the beginning and does not begin in 1970', () => {
  const tree = buildTree([
    spanOf(1, null, [1_000, 2_000]),
    { ...spanOf(2, 1, [0, 100]), start_ns: '0', oddities: ['no_start'] },
  ]);
  expect(tree.nodes.map(({ start }) => start)).toEqual([0, 0]);
  expect(tree.length).toBe(1_000);
});

it('is nothing of nothing', () => {
  expect(buildTree([])).toMatchObject({ nodes: [], length: 0 });
});

it('does not run out of stack or time with a chain, or a brood, of 100,000 spans', () => {
  const count = 100_000;
  const chain = Array.from({ length: count }, (_, n) => spanOf(n, n === 0 ? null : n - 1, [n, 2 * count - n]));
  const deep = buildTree(chain.toReversed());
  expect(deep.nodes.at(-1)?.depth).toBe(count - 1);
  expect(deep.nodes.every(({ until }) => until === count)).toBe(true);
  const brood = Array.from({ length: count }, (_, n) => spanOf(n, n === 0 ? null : 0, [n, n + 1]));
  expect(buildTree(brood).nodes[0]?.until).toBe(count);
});

it('has every span once and below its parent, whatever they say of each other', () => {
  const some = fc.array(
    fc.record({ id: fc.nat(20), parent: fc.option(fc.nat(25)), start: fc.nat(50), took: fc.option(fc.nat(50)) }),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(some, (drafts) => {
      const spans = drafts.map(({ id, parent, start, took }) =>
        spanOf(id, parent, [start, took === null ? null : start + took]),
      );
      const { nodes } = buildTree(spans);
      const shown = nodes.flatMap(({ span }) => span?.span_id ?? []);
      expect(shown.toSorted()).toEqual([...new Set(spans.map(({ span_id: id }) => id))].toSorted());
      for (const [index, node] of nodes.entries()) {
        const above = nodes[node.parent];
        if (above !== undefined) {
          expect(node.parent).toBeLessThan(index);
          expect(node.depth).toBe(above.depth + 1);
          expect(node.until).toBeLessThanOrEqual(above.until);
          if (above.span !== undefined) expect(node.span?.parent_span_id).toBe(above.span.span_id);
        }
      }
    }),
  );
});
