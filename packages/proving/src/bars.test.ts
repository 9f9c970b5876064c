import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BARS_FILE, measureAgainst, overrideBars, readBars, type Bar } from './bars.ts';
import { readPromises } from './catalogue/id-list.ts';

const bar: Bar = { id: 'DAT-09', figure: 'time', others: '', ours: 2, better: 'lower', unit: 's' };

test('every bar belongs to a promise, and none is there twice', () => {
  const bars = readBars(BARS_FILE);
  const ids = new Set(readPromises().map(({ id }) => id));
  expect(bars.filter(({ id }) => !ids.has(id))).toEqual([]);
  expect(new Set(bars.map(({ id, figure }) => `${id} ${figure}`)).size).toBe(bars.length);
});

test('a figure keeps its bar up to and including it, whichever way is better', () => {
  const at = (value: number, better: Bar['better']) =>
    measureAgainst([{ ...bar, better }], 'DAT-09', { name: 'time', value, unit: 's' }).kept;
  expect([at(1, 'lower'), at(2, 'lower'), at(3, 'lower')]).toEqual([true, true, false]);
  expect([at(1, 'higher'), at(2, 'higher'), at(3, 'higher')]).toEqual([false, true, true]);
});

test('a figure without a bar is neither kept nor missed', () => {
  expect(measureAgainst([bar], 'DAT-09', { name: 'other', value: 1, unit: '' }).kept).toBeUndefined();
});

test('bars of one\u2019s own replace ours one by one', () => {
  const mild = { ...bar, ours: 60 };
  expect(overrideBars([bar, { ...bar, figure: 'other' }], [mild])).toEqual([{ ...bar, figure: 'other' }, mild]);
});

test('a file that is no list of bars is refused with the place', () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-bars-'));
  const file = join(folder, 'bars.json');
  writeFileSync(file, JSON.stringify([bar, { id: 'DAT-01' }]));
  expect(() => readBars(file)).toThrow('entry 2 is not a bar');
  rmSync(folder, { recursive: true });
});
