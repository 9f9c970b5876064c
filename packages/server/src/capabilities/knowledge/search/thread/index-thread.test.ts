import { onTestFinished, expect, test } from 'vitest';
import type { Asked } from '../pair-index/asking.ts';
import { createIndexThread, IndexesLost } from './index-thread.ts';
import type { PairText } from './pair-text.ts';

const HEAP_MEGABYTES = 16;
const MOST_PAGES = 1_000;

const pair = (id: string, question: string): PairText => ({
  id,
  question,
  phrasings: [],
  answer: 'An answer.',
  tags: [],
  validFrom: null,
  validUntil: null,
});

const asked = (question: string): Asked => ({
  question,
  mode: 'keyword',
  limit: 10,
  tags: [],
  at: 0,
  meaning: undefined,
});

/** Every word is another one: each is kept in the heap. */
const page = (nth: number): PairText[] =>
  Array.from({ length: 500 }, (_nothing, at) => {
    const words = Array.from({ length: 20 }, (_none, word) => `${nth}x${at}x${word}`.padEnd(64, '0'));
    return pair(`${nth}-${at}`, words.join(' '));
  });

test('a thread that takes more memory than it may dies alone: whoever waits is told, and the next request begins another', async () => {
  const thread = createIndexThread(HEAP_MEGABYTES);
  onTestFinished(() => thread.close());
  const fill = async (): Promise<void> => {
    for (let nth = 0; nth < MOST_PAGES; nth += 1)
      await thread.ask({ kind: 'pairs', index: 1, pairs: page(nth), removed: [] });
  };
  await expect(fill()).rejects.toThrow(IndexesLost);
  expect(thread.life).toBe(1);
  await thread.ask({ kind: 'pairs', index: 2, pairs: [pair('refund', 'How do I get a refund?')], removed: [] });
  const reply = await thread.ask({ kind: 'ask', index: 2, asked: asked('refund') });
  expect(reply).toMatchObject({ kind: 'hits', hits: [{ id: 'refund' }] });
});
