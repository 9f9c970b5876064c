import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createAtomically, writeAtomically } from './atomic-write.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

test('a file is replaced whole, with its mode, and no draft stays', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'secret');
  await writeAtomically(path, 'first');
  await writeAtomically(path, 'second', 0o640);
  expect(await readFile(path, 'utf8')).toBe('second');
  expect((await stat(path)).mode & 0o777).toBe(0o640);
  expect(await readdir(folder)).toEqual(['secret']);
});

test('of many writers who create one file, one wins', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'identity');
  const won = await Promise.all(Array.from({ length: 20 }, (_, index) => createAtomically(path, String(index))));
  expect(won.filter(Boolean)).toHaveLength(1);
  expect(await readFile(path, 'utf8')).toBe(String(won.indexOf(true)));
  expect(await readdir(folder)).toEqual(['identity']);
});

test('a write that fails leaves no draft', async () => {
  const folder = await temporaryFolder();
  await expect(writeAtomically(folder, 'a folder is in the way')).rejects.toThrow(/EISDIR|EEXIST|directory/);
  expect(await readdir(folder)).toEqual([]);
});
