import { expect, test } from 'vitest';
import type { Catalogue } from '../catalogue.ts';
import type { Scenario } from '../scenario.ts';
import { parseOptions, WrongUsage } from './options.ts';
import { select } from './select.ts';

const proved: Scenario = {
  id: 'DAT-11',
  kind: 'security',
  tier: 'pr',
  needs: ['database'],
  weight: 'critical',
  claim: 'It holds.',
  run: () => Promise.resolve(),
};

const catalogue: Catalogue = {
  promises: [
    { id: 'DAT-11', title: '', kind: 'security', tier: 'pr' },
    { id: 'DAT-09', title: '', kind: 'chaos', tier: 'nightly' },
    { id: 'KNO-06', title: '', kind: 'integration', tier: 'pr' },
  ],
  found: [],
  scenarioOf: (id) => (id === proved.id ? proved : undefined),
};

const chosen = (...argv: string[]) => select(catalogue, parseOptions(argv)).map(({ promised }) => promised.id);

test('takes the promises of every change unless told otherwise', () => {
  expect(chosen()).toEqual(['DAT-11', 'KNO-06']);
  expect(chosen('--tier', 'nightly')).toEqual(['DAT-09']);
  expect(chosen('--tier', 'pr,nightly')).toHaveLength(3);
});

test('an id is taken whatever its tier', () => {
  expect(chosen('--id', 'dat-09')).toEqual(['DAT-09']);
});

test('a live deployment is asked everything, and everything that is not for it is left out by name', () => {
  expect(chosen('--target', 'https://holdfast.example/console?x')).toHaveLength(3);
  expect(parseOptions(['--target', 'https://holdfast.example/console?x']).target?.href).toBe(
    'https://holdfast.example/',
  );
});

test('every choice has its negation', () => {
  expect(chosen('--not-kind', 'security')).toEqual(['KNO-06']);
  expect(chosen('--capability', 'data')).toEqual(['DAT-11']);
  expect(chosen('--not-capability', 'data')).toEqual(['KNO-06']);
  expect(chosen('--needs', 'database')).toEqual(['DAT-11']);
  expect(chosen('--not-needs', 'database')).toEqual(['KNO-06']);
  expect(chosen('--not-id', 'KNO-06', '--not-id', 'DAT-11')).toEqual([]);
});

test.each([
  [['--colour', 'red'], 'colour'],
  [['DAT-01'], 'DAT-01'],
  [['--tier', 'weekly'], 'there is no tier weekly'],
  [['--id', 'DAT-77'], 'there is no promise DAT-77'],
  [['--seed', 'x'], '--seed takes a whole number'],
  [['--target', 'holdfast.example'], '--target takes an address such as'],
  [['--target', 'file:///etc/passwd'], '--target takes an address such as'],
  [['--target', 'https://a:b@holdfast.example'], 'without credentials'],
  [['--target', 'http://x', '--save-baseline'], 'keeps no figures of a --target'],
  [['--concurrency', '0'], '--concurrency takes a whole number from 1'],
])('refuses %j', (argv, sentence) => {
  expect(() => chosen(...argv)).toThrow(WrongUsage);
  expect(() => chosen(...argv)).toThrow(sentence);
});
