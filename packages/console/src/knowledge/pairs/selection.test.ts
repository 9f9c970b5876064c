import { expect, it } from 'vitest';
import { allOrNone, NOTHING_CHOSEN, stretched, toggled } from './selection.ts';

const IDS = ['a', 'b', 'c', 'd', 'e'];
const chosenOf = ({ chosen }: typeof NOTHING_CHOSEN): readonly string[] => [...chosen].toSorted();

it('chooses and leaves one', () => {
  const one = toggled(NOTHING_CHOSEN, 'b');
  expect(chosenOf(one)).toEqual(['b']);
  expect(chosenOf(toggled(one, 'b'))).toEqual([]);
});

it.each([
  ['b', 'd', ['b', 'c', 'd']],
  ['d', 'b', ['b', 'c', 'd']],
  ['c', 'c', ['c']],
])('chooses all from %s to %s', (from, to, chosen) => {
  expect(chosenOf(stretched(toggled(NOTHING_CHOSEN, from), IDS, to))).toEqual(chosen);
});

it('begins a stretch nowhere when the last one is no longer in the list', () => {
  expect(chosenOf(stretched(toggled(NOTHING_CHOSEN, 'gone'), IDS, 'c'))).toEqual(['c', 'gone']);
});

it('chooses all, and none when all are chosen', () => {
  const all = allOrNone(toggled(NOTHING_CHOSEN, 'b'), IDS);
  expect(chosenOf(all)).toEqual(IDS);
  expect(chosenOf(allOrNone(all, IDS))).toEqual([]);
});
