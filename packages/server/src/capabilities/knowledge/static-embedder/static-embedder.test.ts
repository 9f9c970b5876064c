import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { readEmbedderFiles, tableOf } from './embedder-files.ts';
import { createStaticEmbedder, toLengthOne, type EmbedText } from './static-embedder.ts';

let embed: EmbedText;

beforeAll(async () => {
  embed = createStaticEmbedder(tableOf(await readEmbedderFiles()));
});

const nearness = (one: string, other: string): number => {
  const [a, b] = [embed(one), embed(other)];
  if (a === undefined || b === undefined) throw new Error('One of them has no vector');
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
};

test('a text has 256 numbers of length one', () => {
  const vector = embed('How do I return an order?');
  expect(vector).toHaveLength(256);
  expect(Math.hypot(...(vector ?? []))).toBeCloseTo(1, 5);
});

test('other words for the same are nearer than words for something else', () => {
  const asked = 'How can I get my money back?';
  const refund = nearness(asked, 'What is your refund policy?');
  expect(refund).toBeGreaterThan(nearness(asked, 'Which opening hours do your shops have?'));
  expect(nearness('car', 'automobile')).toBeGreaterThan(nearness('car', 'banana'));
});

test('case, accents and white space make no difference', () => {
  expect(nearness('Crème  brûlée', 'creme\nBRULEE')).toBeCloseTo(1, 5);
});

test('a text in which nothing is known has no vector', () => {
  expect(embed('')).toBeUndefined();
  expect(embed(' \n\t')).toBeUndefined();
  expect(embed('\u200b\ufeff')).toBeUndefined();
  expect(embed('你好')).toBeUndefined();
  expect(embed('你好? ... !')).toBeUndefined();
  expect(embed('🧑‍💻')).toBeUndefined();
  expect(embed('a'.repeat(101))).toBeUndefined();
});

test('what is known among what is not makes the vector', () => {
  expect(nearness('你好 order 🧑‍💻', 'order')).toBeCloseTo(1, 5);
});

test('a vector that points nowhere cannot be brought to length one', () => {
  expect(toLengthOne(new Float32Array(3))).toBeUndefined();
  expect(toLengthOne(new Float32Array([Number.NaN, 1]))).toBeUndefined();
  expect(toLengthOne(new Float32Array([3, 4]))).toEqual(new Float32Array([0.6, 0.8]));
});

test('files that do not belong together are refused', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'embedder-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp(new URL('../../../../embedder/', import.meta.url), folder, { recursive: true });
  const url = pathToFileURL(`${folder}/`);
  expect((await readEmbedderFiles(url)).dimensions).toBe(256);
  await writeFile(join(folder, 'vocab.txt'), 'one\ntwo\n');
  const files = await readEmbedderFiles(url);
  expect(() => tableOf(files)).toThrow('30522 rows and spells 2 pieces');
  await writeFile(join(folder, 'table.i8'), new Uint8Array(256));
  await expect(readEmbedderFiles(url)).rejects.toThrow('do not belong together');
});
