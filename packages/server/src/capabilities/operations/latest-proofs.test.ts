import { PROOFS_REPORT } from '@holdfast/protocol/testing/proofs-report';
import { execFileSync } from 'node:child_process';
import { mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { silentLog } from '../../../test/ground/silent-log.ts';
import { temporaryFolder } from '../../platform/files/testing/temporary-folder.ts';
import { createLatestProofs } from './latest-proofs.ts';

const lookAt = async (prepare: (path: string) => Promise<unknown>) => {
  const path = join(await temporaryFolder(), 'latest.json');
  const warnings: string[] = [];
  await prepare(path);
  const log = { ...silentLog, warn: (_fields: object, sentence: string) => void warnings.push(sentence) };
  return { report: await createLatestProofs(path, log)(), warnings };
};

const write = (value: unknown) => (path: string) => writeFile(path, JSON.stringify(value));

test('a report is read as it was written', async () => {
  expect(await lookAt(write(PROOFS_REPORT))).toEqual({ report: PROOFS_REPORT, warnings: [] });
});

test('where there is none there is none, and nothing to warn of', async () => {
  expect(await lookAt(async () => undefined)).toEqual({ report: undefined, warnings: [] });
});

test.each<[string, (path: string) => Promise<unknown>]>([
  ['no JSON', (path) => writeFile(path, '{"schema_version":')],
  ['another version of the form', write({ ...PROOFS_REPORT, schema_version: 2 })],
  ['with a part missing', write({ ...PROOFS_REPORT, verdict: {} })],
  ['with a part too much', write({ ...PROOFS_REPORT, secret: 'x' })],
  ['larger than can be', (path) => writeFile(path, '').then(() => truncate(path, 1024 ** 3))],
  ['a folder', (path) => mkdir(path)],
  ['a link that leads elsewhere', (path) => symlink('/etc/hostname', path)],
  ['a pipe that nobody writes to', async (path) => execFileSync('mkfifo', [path])],
])('a file that is %s is none, and the operator is told', async (_what, prepare) => {
  const { report, warnings } = await lookAt(prepare);
  expect(report).toBeUndefined();
  expect(warnings).toEqual([expect.stringContaining('run "prove" again')]);
});
