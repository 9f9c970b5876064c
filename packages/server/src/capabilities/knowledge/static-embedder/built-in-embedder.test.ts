import { expect, onTestFinished, test } from 'vitest';
import { BUILT_IN_DIMENSIONS, createBuiltInEmbedder } from './built-in-embedder.ts';
import { createEmbedThread } from './embed-thread.ts';
import { readEmbedderFiles } from './embedder-files.ts';

const opened = () => {
  const embedder = createBuiltInEmbedder();
  onTestFinished(() => embedder.close());
  return embedder;
};

test('a single question and a thousand texts in the thread get the same vectors', async () => {
  const embedder = opened();
  const many = Array.from({ length: 1_000 }, (_nothing, nth) => `How do I return order number ${nth}?`);
  const [alone, together] = await Promise.all([embedder.embed(many.slice(7, 8)), embedder.embed(many)]);
  expect(together).toHaveLength(1_000);
  expect(alone[0]).toHaveLength(BUILT_IN_DIMENSIONS);
  expect([...(together[7] ?? [])]).toEqual([...(alone[0] ?? [])]);
});

test('texts without a vector keep their places among the others', async () => {
  const embedder = opened();
  const filler = 'delivery '.repeat(500);
  const vectors = await embedder.embed(['order', '你好', filler, '', 'order']);
  expect(vectors.map((vector) => vector !== undefined)).toEqual([true, false, true, false, true]);
  expect([...(vectors[0] ?? [])]).toEqual([...(vectors[4] ?? [])]);
});

test('those who ask a thread at once each get their own', async () => {
  const embedder = opened();
  const texts = ['order', 'refund', 'password'].map((word) => Array.from({ length: 400 }, () => `my ${word}`));
  const [alone, answers] = [
    await embedder.embed(['my order', 'my refund', 'my password']),
    await Promise.all(texts.map((some) => embedder.embed(some))),
  ];
  for (const [at, answer] of answers.entries()) expect([...(answer[399] ?? [])]).toEqual([...(alone[at] ?? [])]);
});

test('a thread that nobody asks ends, and another begins with the next texts', async () => {
  const thread = createEmbedThread(await readEmbedderFiles(), 1);
  onTestFinished(() => thread.close());
  const first = await thread.embed(['my order']);
  await expect.poll(() => thread.isRunning).toBe(false);
  expect(await thread.embed(['my order'])).toEqual(first);
});

test('a thread that is ended in its work fails those who wait, and serves the next', async () => {
  const thread = createEmbedThread(await readEmbedderFiles());
  onTestFinished(() => thread.close());
  const waiting = expect(thread.embed(['word '.repeat(100_000)])).rejects.toThrow('has ended');
  await thread.close();
  await waiting;
  expect(await thread.embed(['my order'])).toHaveLength(1);
});
