import { chmod, mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDataFolder } from './data-folder.ts';
import { startChild } from './testing/child.ts';
import { canUseNamespaces } from './testing/namespaces.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const OPEN = new URL('testing/open-folder.ts', import.meta.url);
const isRoot = process.getuid?.() === 0;
const namespaces = canUseNamespaces('a full and a read-only disk are not tried');

test('the first start makes a folder that others cannot look into, the second finds the same instance', async () => {
  const path = join(await temporaryFolder(), 'a', 'data');
  const first = await openDataFolder(path);
  expect((await stat(path)).mode & 0o777).toBe(0o700);
  expect((await openDataFolder(path)).instanceId).toBe(first.instanceId);
  expect(first.postgres).toBe(join(path, 'postgres'));
});

test('a folder that others could look into is closed to them', async () => {
  const path = await temporaryFolder();
  await chmod(path, 0o755);
  await openDataFolder(path);
  expect((await stat(path)).mode & 0o777).toBe(0o711);
});

test('two first starts at once agree on the instance', async () => {
  const path = join(await temporaryFolder(), 'data');
  const opened = await Promise.all([openDataFolder(path), openDataFolder(path)]);
  expect(opened[0].instanceId).toBe(opened[1].instanceId);
});

test('a newer format is refused with the version that reads it', async () => {
  const path = await temporaryFolder();
  await writeFile(join(path, 'holdfast.json'), '{"format":7,"instance_id":"x","needs":"3.1.0"}');
  await expect(openDataFolder(path)).rejects.toThrow(/newer Holdfast \(format 7.*install Holdfast 3\.1\.0 or newer/);
});

test('a damaged identity is refused', async () => {
  const path = await temporaryFolder();
  await writeFile(join(path, 'holdfast.json'), '{"format":');
  await expect(openDataFolder(path)).rejects.toThrow(/holdfast\.json is damaged: restore it/);
});

test('a path that is a file, or passes through one, is refused', async () => {
  const file = join(await temporaryFolder(), 'file');
  await writeFile(file, '');
  await expect(openDataFolder(file)).rejects.toThrow(/there is a file of that name: set HOLDFAST_DATA/);
  await expect(openDataFolder(join(file, 'data'))).rejects.toThrow(/a part of this path is a file: set HOLDFAST_DATA/);
});

test('a folder that this user may not write to is refused', async () => {
  const path = join(await temporaryFolder(), 'data');
  await mkdir(path, { mode: 0o500 });
  if (isRoot) await chmod(join(path, '..'), 0o755);
  const child = startChild(OPEN, [path], isRoot ? { uid: 65_534, gid: 65_534 } : {});
  expect(await child.line()).toMatch(
    /^Holdfast cannot use the data folder .*: this user may not write there: give it the folder, or set HOLDFAST_DATA/,
  );
});

test.runIf(namespaces)('a full disk is noticed before anything is written', async () => {
  const mount = `mount -t tmpfs -o size=32k none "$0" && exec "$@"`;
  const path = await temporaryFolder();
  const child = startChild(OPEN, [join(path, 'data')], { prefix: ['unshare', '-rm', 'sh', '-c', mount, path] });
  expect(await child.line()).toMatch(/: the disk is full: free some space/);
});

test.runIf(namespaces)('a read-only file system is refused', async () => {
  const mount = `mount -t tmpfs -o ro none "$0" && exec "$@"`;
  const path = await temporaryFolder();
  const child = startChild(OPEN, [path], { prefix: ['unshare', '-rm', 'sh', '-c', mount, path] });
  expect(await child.line()).toMatch(/: the file system is read-only: mount it writable/);
});

test('a folder in which nothing can be made is told about at once', async ({ skip }) => {
  skip(process.platform !== 'linux', 'only Linux has /proc, which says of a folder that is there that it is not');
  await expect(openDataFolder('/proc/holdfast/data')).rejects.toThrow(
    'Holdfast cannot use the data folder /proc/holdfast/data: ',
  );
});

test('folders above it are made as well, also by two at once', async () => {
  const root = join(await temporaryFolder(), 'a', 'b', 'c');
  await Promise.all([openDataFolder(root), openDataFolder(root)]);
  expect((await stat(root)).mode & 0o777).toBe(0o700);
});
