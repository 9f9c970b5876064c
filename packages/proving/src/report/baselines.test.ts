import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Bar } from '../bars.ts';
import type { Result } from '../run/run-scenario.ts';
import { againstBaselines, figuresOf, readBaselines, saveBaseline } from './baselines.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-baselines-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const bar = (better: Bar['better']): Bar => ({ id: 'DAT-01', figure: 'time', others: '', ours: 9, better, unit: 's' });

const result = (value: number, better?: Bar['better']): Result => ({
  scenario: { id: 'DAT-01', kind: 'chaos', tier: 'pr', needs: [], weight: 'edge', claim: '', run: async () => {} },
  outcome: { kind: 'held' },
  figures: [{ name: 'time', value, unit: 's', ...(better === undefined ? {} : { bar: bar(better) }) }],
  milliseconds: 1,
});

const runs = (...values: number[]) =>
  values.map((value) => ({ at: '', version: '', figures: figuresOf([result(value)]) }));

const moved = (value: number, before: number[], better?: Bar['better']) =>
  againstBaselines([result(value, better)], runs(...before))[0]?.figures[0]?.baseline?.moved;

test('a figure within the noise has not moved, beyond it has, whichever way is better', () => {
  const before = [1, 1.1, 0.9, 1.05, 0.95];
  expect(moved(1.2, before, 'lower')).toBeNull();
  expect(moved(2, before, 'lower')).toBe('worse');
  expect(moved(0.2, before, 'lower')).toBe('better');
  expect(moved(2, before, 'higher')).toBe('better');
  expect(moved(2, before)).toBe('changed');
});

test('one odd run changes nothing, and a machine that is never the same makes more noise', () => {
  expect(moved(1.05, [1, 1, 1, 1, 50], 'lower')).toBeNull();
  expect(moved(2, [1, 1, 1, 1, 50], 'lower')).toBe('worse');
  expect(moved(2, [0.5, 1, 2, 3, 1.5], 'lower')).toBeNull();
});

test('two runs are too few to say anything', () => {
  expect(moved(9, [1, 1])).toBeUndefined();
  expect(moved(9, [1, 1, 1])).toBe('changed');
});

test('keeps the last twenty runs of each machine, and no draft', () => {
  for (let run = 1; run <= 25; run += 1) saveBaseline(folder, 'one', { at: String(run), version: '1', figures: {} });
  saveBaseline(folder, 'other', { at: 'x', version: '1', figures: {} });
  expect(readBaselines(folder, 'one').map(({ at }) => at)).toEqual(
    Array.from({ length: 20 }, (_, at) => String(at + 6)),
  );
  expect(readdirSync(folder)).toEqual(['one.json', 'other.json']);
  expect(readBaselines(folder, 'nobody')).toEqual([]);
});

test('says what to do with a file that holds something else', () => {
  for (const content of ['{"runs":[1]}', '{"runs":', 'null']) {
    writeFileSync(join(folder, 'one.json'), content);
    expect(() => readBaselines(folder, 'one')).toThrow('holds no baselines: remove it');
  }
});
