import { lstat, mkdir, readlink, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startChild } from '../files/testing/child.ts';
import { canUseNamespaces } from '../files/testing/namespaces.ts';
import { temporaryFolder } from '../files/testing/temporary-folder.ts';
import { locateBinaries, program } from './binaries.ts';
import { copyBinaries, mendBinaries } from './mend-binaries.ts';
import { runProgram } from './run-program.ts';

const MEND = new URL('testing/mend.ts', import.meta.url);

async function asNpmLeavesThem() {
  const folder = join(await temporaryFolder(), 'native');
  await mkdir(join(folder, 'bin'), { recursive: true });
  await mkdir(join(folder, 'lib'));
  for (const name of ['bin/postgres', 'bin/initdb', 'bin/pg_ctl', 'lib/libpq.so.5.18'])
    await writeFile(join(folder, name), '', { mode: 0o644 });
  await writeFile(
    join(folder, 'pg-symlinks.json'),
    '[{"source":"native/lib/libpq.so.5.18","target":"native/lib/libpq.so.5"}]',
  );
  return { folder, version: '18.4' };
}

test('links and execute bits are restored, however often', async () => {
  const binaries = await asNpmLeavesThem();
  expect(await mendBinaries(binaries)).toBe(true);
  expect(await mendBinaries(binaries)).toBe(true);
  expect(await readlink(join(binaries.folder, 'lib/libpq.so.5'))).toBe('libpq.so.5.18');
  expect((await stat(join(binaries.folder, 'bin/postgres'))).mode & 0o777).toBe(0o755);
});

test('a copy is whole and runs', async () => {
  const into = await temporaryFolder();
  const copy = await copyBinaries(await locateBinaries(), into);
  expect((await lstat(join(copy.folder, 'lib'))).isDirectory()).toBe(true);
  const { output } = await runProgram({ kind: 'direct' }, program(copy, 'postgres'), ['--version']);
  expect(output).toMatch(/PostgreSQL\) 18/);
  expect(await copyBinaries(await locateBinaries(), into)).toEqual(copy);
});

test.runIf(canUseNamespaces('a read-only node_modules is not tried'))(
  'programs that cannot be mended are copied',
  async () => {
    const { folder } = await asNpmLeavesThem();
    const copyInto = await temporaryFolder();
    const readOnly = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"';
    const child = startChild(MEND, [folder, copyInto], { prefix: ['unshare', '-rm', 'sh', '-c', readOnly, folder] });
    expect(await child.line()).toBe(join(copyInto, 'programs-18.4'));
    expect(await readlink(join(copyInto, 'programs-18.4/lib/libpq.so.5'))).toBe('libpq.so.5.18');
  },
);
