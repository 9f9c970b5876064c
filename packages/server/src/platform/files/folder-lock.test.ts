import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lockFolder, ownerFile } from './folder-lock.ts';
import { startChild } from './testing/child.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const HOLD = new URL('testing/hold-lock.ts', import.meta.url);
const lockPath = async (): Promise<string> => join(await temporaryFolder(), 'lock');

test('a second taker learns who holds the folder, and gets it after the release', async () => {
  const path = await lockPath();
  const first = await lockFolder(path);
  await expect(lockFolder(path)).rejects.toThrow(new RegExp(`in use by process ${process.pid} `));
  await first.release();
  expect(existsSync(ownerFile(path))).toBe(false);
  await (await lockFolder(path)).release();
});

test('a release that comes twice takes nothing from the next owner', async () => {
  const path = await lockPath();
  const first = await lockFolder(path);
  await first.release();
  const second = await lockFolder(path);
  await first.release();
  expect(existsSync(ownerFile(path))).toBe(true);
  await second.release();
});

test('the owner file tells the process apart from a later one of its number', async () => {
  const path = await lockPath();
  const lock = await lockFolder(path);
  const owner: unknown = JSON.parse(await readFile(ownerFile(path), 'utf8'));
  expect(owner).toMatchObject({ pid: process.pid, started: expect.any(String) });
  await lock.release();
});

test('of starters who race, after a kill too, one gets the folder', async () => {
  const path = await lockPath();
  for (let round = 0; round < 3; round += 1) {
    const starters = Array.from({ length: 4 }, () => startChild(HOLD, [path]));
    const said = await Promise.all(starters.map((starter) => starter.line()));
    expect(said.filter((line) => line === 'held')).toHaveLength(1);
    expect(said.filter((line) => line?.includes('The data folder is in use by'))).toHaveLength(3);
    // SIGKILL: what is left behind must not keep the next round out
    await Promise.all(starters.map((starter) => starter.kill()));
    expect(existsSync(ownerFile(path))).toBe(true);
  }
});

test('a folder that cannot be locked is refused in one sentence', async () => {
  await expect(lockFolder(join(await temporaryFolder(), 'missing', 'lock'))).rejects.toThrow(
    /cannot lock .*: set HOLDFAST_DATA to a folder on a local disk/,
  );
});
