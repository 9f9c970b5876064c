import { ProofsReport } from '@holdfast/protocol/proofs/report';
import { PROOFS_REPORT } from '@holdfast/protocol/testing/proofs-report';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WrongUsage } from '../cli/options.ts';
import { demandDataFolder, leaveInDataFolder, leaveUnlessPartial } from './leave-report.ts';
import type { Report } from './report.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-leave-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a report is left whole, for the owner of the folder alone, in the place of the one before', () => {
  writeFileSync(join(folder, 'holdfast.json'), '{}');
  const place = demandDataFolder(folder);
  leaveInDataFolder(place, PROOFS_REPORT as Report);
  leaveInDataFolder(place, { ...(PROOFS_REPORT as Report), seed: 43 });
  const file = join(folder, 'proofs/latest.json');
  expect(ProofsReport.parse(JSON.parse(readFileSync(file, 'utf8'))).seed).toBe(43);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(folder, 'proofs'))).toEqual(['latest.json']);
});

test('a choice takes the place of a report over the whole only when somebody says so', () => {
  const whole = { ...(PROOFS_REPORT as Report), partial: false };
  const choice = (seed: number): Report => ({ ...whole, partial: true, seed });
  const seed = () => (JSON.parse(readFileSync(join(folder, 'proofs/latest.json'), 'utf8')) as Report).seed;
  expect(leaveUnlessPartial(folder, choice(1), false)).toContain('was left in');
  leaveUnlessPartial(folder, choice(2), false);
  expect(seed()).toBe(2);
  expect(leaveUnlessPartial(folder, whole, false)).toBe('');
  expect(leaveUnlessPartial(folder, choice(3), false)).toContain('stays as it is');
  expect(seed()).toBe(42);
  expect(leaveUnlessPartial(folder, choice(4), true)).toContain('in the place of one over the whole');
  expect(seed()).toBe(4);
});

test('a folder that is no data folder is refused before anything is proved', () => {
  expect(() => demandDataFolder(folder)).toThrow(WrongUsage);
  expect(() => demandDataFolder(folder)).toThrow('is no data folder of Holdfast');
});
