import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createRuntimeFile, readRuntimeFile } from './runtime-file.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

test('says how the process is reached until it is removed', async () => {
  const path = join(await temporaryFolder(), 'runtime.json');
  const file = createRuntimeFile(path);
  expect(await readRuntimeFile(path)).toBeUndefined();
  await file.write({ pid: 12, url: 'http://127.0.0.1:3000', version: '1.0.0' });
  expect(await readRuntimeFile(path)).toEqual({ pid: 12, url: 'http://127.0.0.1:3000', version: '1.0.0' });
  file.remove();
  expect(existsSync(path)).toBe(false);
});

test('does not remove what it has not written', async () => {
  const path = join(await temporaryFolder(), 'runtime.json');
  const other = createRuntimeFile(path);
  await other.write({ pid: 12, url: 'http://127.0.0.1:3000' });
  createRuntimeFile(path).remove();
  expect(existsSync(path)).toBe(true);
  other.remove();
});
