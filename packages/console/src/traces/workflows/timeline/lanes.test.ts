import { expect, it } from 'vitest';
import { columnOf, lanesOf } from './lanes.ts';

const by = (...nodes: readonly string[]) => nodes.map((node) => ({ node }));

it('gives each node a lane in which its patches stand', () => {
  expect(lanesOf(by('b', 'a', 'b'))).toEqual([
    { name: 'a', patches: 1, columns: [0, 1, 0] },
    { name: 'b', patches: 2, columns: [1, 0, 1] },
  ]);
  expect(lanesOf([])).toEqual([]);
});

it('puts those with the fewest patches together', () => {
  const nodes = Array.from({ length: 9 }, (_nothing, node) =>
    Array.from({ length: 9 - node }, () => `n${node}`),
  ).flat();
  const lanes = lanesOf(by(...nodes));
  expect(lanes.map(({ name, patches }) => [name, patches])).toEqual([
    ['n0', 9],
    ['n1', 8],
    ['n2', 7],
    ['n3', 6],
    ['n4', 5],
    ['n5', 4],
    ['other nodes', 6],
  ]);
});

it('has as many columns as can be told apart, and loses no patch', () => {
  const [lane] = lanesOf(by(...Array.from({ length: 10_000 }, () => 'a')));
  expect([lane?.columns.length, lane?.patches]).toEqual([240, 10_000]);
  expect([columnOf(0, 10_000), columnOf(9_999, 10_000)]).toEqual([0, 239]);
});
