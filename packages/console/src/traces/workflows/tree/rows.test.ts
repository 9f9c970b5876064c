import { expect, it } from 'vitest';
import { type Row, rowsOf, type Wish } from './rows.ts';

const SIGNS = { added: '+', removed: '-', changed: '~', same: ' ' } as const;

const shown = (state: unknown, wish: Partial<Wish> = {}): readonly string[] =>
  rowsOf(state, { before: state, folded: new Set(), search: '', onlyChanges: false, ...wish }).map(
    ({ change, depth, name, value, before }: Row) =>
      `${SIGNS[change]}${'  '.repeat(depth)}${name}: ${value}${before === undefined ? '' : ` was ${before}`}`,
  );

const STATE = { step: 'done', items: { b: 2, a: [1, { deep: true }] }, empty: {} };

it('shows a state as lines, by name', () => {
  expect(shown(STATE)).toEqual([
    ' empty: {}',
    ' items: {2}',
    '   a: [2]',
    '     0: 1',
    '     1: {1}',
    '       deep: true',
    '   b: 2',
    ' step: "done"',
  ]);
});

it('folds what somebody folded', () => {
  expect(shown(STATE, { folded: new Set(['/items']) })).toEqual([' empty: {}', ' items: {2}', ' step: "done"']);
});

it('says what was added, changed and removed', () => {
  const before = { step: 'begun', items: { b: 2, c: { d: 1 } }, empty: {} };
  expect(shown(STATE, { before })).toEqual([
    ' empty: {}',
    '~items: {2}',
    '+  a: [2]',
    '+    0: 1',
    '+    1: {1}',
    '+      deep: true',
    '   b: 2',
    '-  c: {1}',
    '-    d: 1',
    '~step: "done" was "begun"',
  ]);
  expect(shown(STATE, { before, onlyChanges: true })).not.toContain('   b: 2');
});

it('shows what an object took the place of, and the other way round', () => {
  expect(shown({ a: { b: 1 } }, { before: { a: 7 } })).toEqual(['~a: {1} was 7', '+  b: 1']);
  expect(shown({ a: 7 }, { before: { a: { b: 1 } } })).toEqual(['~a: 7 was {1}']);
  expect(shown({ a: [1] }, { before: { a: { 0: 1 } } })).toEqual(['~a: [1] was {1}', '+  0: 1']);
});

it('finds names and values, with what they are in and what is in them', () => {
  expect(shown(STATE, { search: 'DEEP' })).toEqual([' items: {2}', '   a: [2]', '     1: {1}', '       deep: true']);
  expect(shown(STATE, { search: 'done' })).toEqual([' step: "done"']);
  expect(shown(STATE, { search: 'items', folded: new Set(['/items']) })).toHaveLength(6);
  expect(shown(STATE, { search: 'nothing' })).toEqual([]);
});
