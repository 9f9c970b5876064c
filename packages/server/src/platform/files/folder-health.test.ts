import { rm } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { folderHealth } from './folder-health.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

test('a folder with room is ok', async () => {
  expect(await folderHealth({ root: await temporaryFolder() }, 1)).toEqual({ status: 'ok', detail: '' });
});

test('a disk with too little room is degraded, and the sentence says how much there is', async () => {
  const health = await folderHealth({ root: await temporaryFolder() }, Number.MAX_SAFE_INTEGER);
  expect(health).toMatchObject({ status: 'degraded', detail: expect.stringMatching(/^Only [\d.]+ GB/) });
});

test('a folder that was taken away is down', async () => {
  const root = await temporaryFolder();
  await rm(root, { recursive: true });
  expect(await folderHealth({ root })).toMatchObject({ status: 'down' });
});
