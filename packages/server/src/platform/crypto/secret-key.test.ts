import { randomBytes } from 'node:crypto';
import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../files/testing/temporary-folder.ts';
import { OperatorError } from '../operator-error.ts';
import { readSecretKey } from './secret-key.ts';

const SENTENCE = 'must hold 32 bytes in base64';

test('a key is made once, is only its owner\u2019s, and is the same ever after', async () => {
  const file = join(await temporaryFolder(), 'secret-key');
  const made = await readSecretKey(undefined, file);
  expect(made).toHaveLength(32);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readSecretKey(undefined, file)).toEqual(made);
  expect(await readSecretKey(undefined, join(await temporaryFolder(), 'secret-key'))).not.toEqual(made);
});

test('the setting wins over the file and leaves it alone', async () => {
  const file = join(await temporaryFolder(), 'secret-key');
  const set = randomBytes(32);
  expect(await readSecretKey(set.toString('base64'), file)).toEqual(set);
  await expect(stat(file)).rejects.toThrow('ENOENT');
});

test('a line end behind the key does not matter', async () => {
  const key = randomBytes(32);
  const file = join(await temporaryFolder(), 'secret-key');
  await writeFile(file, `${key.toString('base64')}\r\n`);
  expect(await readSecretKey(undefined, file)).toEqual(key);
  expect(await readSecretKey(` ${key.toString('base64')}\n`, file)).toEqual(key);
});

const wrong = {
  'too short': randomBytes(31).toString('base64'),
  'too long': randomBytes(33).toString('base64'),
  hexadecimal: randomBytes(32).toString('hex'),
  'a sentence that happens to have the length': 'correct horse battery staple, and so on, and',
  'base64 with strangers in it': `${randomBytes(32).toString('base64').slice(0, 20)}!?${randomBytes(32).toString('base64').slice(20)}`,
};

test.each(Object.entries(wrong))('%s is no key, and is not repeated in the sentence about it', async (_what, text) => {
  const refusal = await readSecretKey(text, '/nowhere').catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(OperatorError);
  expect(refusal).toMatchObject({ exitCode: 78, message: expect.stringContaining(`HOLDFAST_SECRET_KEY ${SENTENCE}`) });
  expect(String(refusal)).not.toContain(text);
});

test('a file that was emptied is not replaced by a new key: what was sealed would be lost', async () => {
  const file = join(await temporaryFolder(), 'secret-key');
  await writeFile(file, '');
  await expect(readSecretKey(undefined, file)).rejects.toThrow('is damaged: restore it from a backup');
  expect(await readFile(file, 'utf8')).toBe('');
});

test('a file that may not be read is told about, and not replaced', async ({ skip }) => {
  skip(process.getuid?.() === 0, 'these tests run as root, who may read everything');
  const file = join(await temporaryFolder(), 'secret-key');
  await writeFile(file, randomBytes(32).toString('base64'));
  await chmod(file, 0o000);
  await expect(readSecretKey(undefined, file)).rejects.toThrow('cannot be read: ');
});

test('a folder in the place of the file is told about', async () => {
  await expect(readSecretKey(undefined, await temporaryFolder())).rejects.toThrow('cannot be read: ');
});
