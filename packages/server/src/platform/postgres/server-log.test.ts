import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../files/testing/temporary-folder.ts';
import { boundServerLog, openServerLog, readServerLog, sizeOf } from './server-log.ts';

test('a file that grows too large is moved aside while its writer goes on', async () => {
  const path = join(await temporaryFolder(), '18.log');
  const writer = await openServerLog(path);
  onTestFinished(() => writer.close());
  onTestFinished(boundServerLog(path, { limit: 10, every: 5 }));
  await writer.write('more than ten bytes');
  await expect.poll(() => sizeOf(path)).toBe(0);
  await writer.write('after');
  expect(await readFile(path, 'utf8')).toBe('after');
  expect(await readFile(`${path}.1`, 'utf8')).toBe('more than ten bytes');
});

test('reading starts where this life began', async () => {
  const path = join(await temporaryFolder(), '18.log');
  await appendFile(path, 'before ');
  const from = await sizeOf(path);
  await appendFile(path, 'now');
  expect(await readServerLog(path, from)).toBe('now');
  expect(await readServerLog(`${path}-missing`, 0)).toBe('');
});
