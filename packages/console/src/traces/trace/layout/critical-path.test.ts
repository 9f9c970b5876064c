import { expect, it } from 'vitest';
import { spanOf } from '../../testing/spans.ts';
import { buildTree } from './build-tree.ts';
import { criticalPath } from './critical-path.ts';

const pathOf = (...spans: Parameters<typeof buildTree>[0]): readonly (readonly [string, number])[] => {
  const tree = buildTree(spans);
  const { isOn, own } = criticalPath(tree);
  return tree.nodes.flatMap(({ span, key }, at) =>
    isOn[at] === 1 ? [[span?.name ?? key, own[at] ?? 0] as const] : [],
  );
};

it('goes back from the end over what was waited for', () => {
  expect(
    pathOf(
      spanOf(0, null, [0, 100]),
      spanOf(1, 0, [5, 40]),
      spanOf(2, 0, [10, 30]),
      spanOf(3, 0, [50, 90]),
      spanOf(4, 3, [60, 85]),
    ),
  ).toEqual([
    ['span 0', 25],
    ['span 1', 35],
    ['span 3', 15],
    ['span 4', 25],
  ]);
});

it('takes of a child no more than lies within its parent', () => {
  expect(pathOf(spanOf(0, null, [10, 20]), spanOf(1, 0, [5, 30]))).toEqual([
    ['span 0', 0],
    ['span 1', 10],
  ]);
});

it('lets what is open last until now', () => {
  expect(pathOf(spanOf(0, null, [0, null]), spanOf(1, 0, [10, 60]), spanOf(2, 0, [70, null]))).toEqual([
    ['span 0', 20],
    ['span 1', 50],
  ]);
});

it('comes to an end in a chain of 100,000', () => {
  const count = 100_000;
  const tree = buildTree(
    Array.from({ length: count }, (_, n) => spanOf(n, n === 0 ? null : n - 1, [n, 3 * count - n])),
  );
  expect(criticalPath(tree).isOn.every((on) => on === 1)).toBe(true);
});
