import { expect, test } from 'vitest';
import { faultsOf, gapsOf, type Found } from './catalogue/check.ts';
import type { Promised } from './catalogue/id-list.ts';
import { loadCatalogue } from './catalogue.ts';
import type { Scenario } from './scenario.ts';

const promised: Promised = { id: 'DAT-01', title: 'An inner step fails', kind: 'integration', tier: 'pr' };
const scenario: Scenario = {
  id: 'DAT-01',
  kind: 'integration',
  tier: 'pr',
  needs: [],
  weight: 'critical',
  claim: 'All of it is undone.',
  run: () => Promise.resolve(),
};
const found: Found = { file: 'data/DAT-01-inner-step-fails.ts', scenario };

test('every one of the 160 ids has a proof or a line on the list of those still to come', async () => {
  const catalogue = await loadCatalogue();
  expect(catalogue.promises).toHaveLength(160);
  expect(new Set(catalogue.promises.map(({ id }) => id)).size).toBe(160);
});

test('every claim is one sentence', async () => {
  const { found: all } = await loadCatalogue();
  for (const { file, scenario: each } of all) expect(each.claim, file).toMatch(/^[A-Z].*\.$/);
});

test('a file in order has no faults', () => {
  expect(faultsOf(found, [promised])).toEqual([]);
});

test.each([
  ['an id that nobody promised', { ...found, scenario: { ...scenario, id: 'DAT-99' } }, 'not in ids.json'],
  ['a name without the id', { ...found, file: 'data/inner-step-fails.ts' }, 'must be named'],
  ['another folder', { ...found, file: 'system/DAT-01-inner-step-fails.ts' }, 'belongs into data/'],
  ['another kind', { ...found, scenario: { ...scenario, kind: 'chaos' as const } }, 'says kind chaos'],
  ['another tier', { ...found, scenario: { ...scenario, tier: 'nightly' as const } }, 'says tier nightly'],
])('finds %s', (_what, each, sentence) => {
  expect(faultsOf(each, [promised]).join()).toContain(sentence);
});

test('finds an id that got lost, one listed although proved, one proved twice, and one nobody knows', () => {
  expect(gapsOf([], [promised], [])).toEqual(['DAT-01 has neither a proof nor a line in still-to-come.json']);
  expect(gapsOf([found], [promised], ['DAT-01'])).toEqual(['DAT-01 is proved: take it off still-to-come.json']);
  expect(gapsOf([found, found], [promised], [])).toEqual(['DAT-01 is proved by 2 files']);
  expect(gapsOf([found], [promised], ['XXX-01'])).toEqual(['XXX-01 in still-to-come.json is not in ids.json']);
});
