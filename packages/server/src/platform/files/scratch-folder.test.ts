import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openScratchFolder } from './scratch-folder.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

test('a folder that somebody tidied away is there again for the next file', async () => {
  const folder = join(await temporaryFolder(), 'scratch');
  let made = 0;
  const scratch = await openScratchFolder(folder, () => `file-${(made += 1)}`);
  await (await scratch.create()).handle.close();
  await rm(folder, { recursive: true });
  const { handle } = await scratch.create();
  await handle.close();
  expect(await readdir(folder)).toEqual(['file-2']);
});
