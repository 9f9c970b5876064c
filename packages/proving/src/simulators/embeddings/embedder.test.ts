import { afterEach, beforeEach, expect, test } from 'vitest';
import { startEmbedder, type Embedder } from './embedder.ts';
import { vectorOf } from './vector.ts';

const DIMENSIONS = 256;
let embedder: Embedder;

beforeEach(async () => {
  embedder = await startEmbedder({ most: 4 });
});
afterEach(() => embedder.close());

const ask = (path: string, body: unknown) => fetch(embedder.url + path, { method: 'POST', body: JSON.stringify(body) });

const nearness = (one: string, other: string): number => {
  const [a, b] = [vectorOf(one, DIMENSIONS), vectorOf(other, DIMENSIONS)];
  return a.reduce((sum, value, place) => sum + value * (b[place] ?? 0), 0);
};

test('the same text is the same vector of length one, and shared words make texts near', () => {
  const question = 'How do I return an order?';
  expect(nearness(question, question)).toBeCloseTo(1);
  expect(vectorOf(question, 8)).toEqual(vectorOf(question, 8));
  const ranked = ['Returning orders within 30 days', 'Our shops open at nine', 'Reset your password']
    .map((text) => ({ text, near: nearness(question, text) }))
    .toSorted((a, b) => b.near - a.near);
  expect(ranked[0]?.text).toBe('Returning orders within 30 days');
  expect(nearness('Crème brûlée', 'crème BRÛLÉE!')).toBeCloseTo(1);
  expect(nearness('', '')).toBeCloseTo(1);
});

test('embeds in the OpenAI form, as numbers and as base64', async () => {
  const numbers = (await (await ask('/v1/embeddings', { model: 'e', input: ['a b', 'c'], dimensions: 8 })).json()) as {
    data: { index: number; embedding: number[] }[];
    usage: object;
  };
  expect(numbers.data.map(({ embedding }) => embedding.length)).toEqual([8, 8]);
  expect(numbers.usage).toEqual({ prompt_tokens: 3, total_tokens: 3 });
  const packed = (await (
    await ask('/v1/embeddings', { model: 'e', input: 'a b', dimensions: 8, encoding_format: 'base64' })
  ).json()) as { data: { embedding: string }[] };
  const bytes = Buffer.from(packed.data[0]?.embedding ?? '', 'base64');
  const floats = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  expect([...floats].map((value) => value.toFixed(4))).toEqual(numbers.data[0]?.embedding.map((v) => v.toFixed(4)));
  expect(embedder.embedded()).toBe(3);
});

test('embeds in the Gemini form, one and many', async () => {
  const content = { parts: [{ text: 'a b' }] };
  const one = (await (await ask('/v1beta/models/e:embedContent', { content })).json()) as { embedding: { values: [] } };
  expect(one.embedding.values).toHaveLength(DIMENSIONS);
  const many = await ask('/v1beta/models/e:batchEmbedContents', { requests: [{ content }, { content }] });
  expect(await many.json()).toEqual({ embeddings: [one.embedding, one.embedding] });
});

test('refuses what is no text and what is too much, and fails as its script says', async () => {
  expect((await ask('/v1/embeddings', { input: [1] })).status).toBe(400);
  expect((await ask('/v1/embeddings', { input: ['a', 'b', 'c', 'd', 'e'] })).status).toBe(400);
  embedder.play((_texts, nth) => (nth === 1 ? { mishap: { kind: 'rate-limited', retryAfterSeconds: 2 } } : {}));
  const limited = await ask('/v1/embeddings', { input: 'a' });
  expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '2']);
  expect((await ask('/v1/embeddings', { input: 'a' })).status).toBe(200);
  embedder.play(() => ({ mishap: { kind: 'failed', afterTokens: 0 } }));
  expect((await ask('/v1/embeddings', { input: 'a' })).status).toBe(500);
  embedder.play(() => ({ mishap: { kind: 'reset', afterTokens: 0 } }));
  await expect(ask('/v1/embeddings', { input: 'a' })).rejects.toThrow('fetch failed');
  embedder.play(() => ({ mishap: { kind: 'malformed', afterTokens: 0 } }));
  await expect((await ask('/v1/embeddings', { input: 'a' })).json()).rejects.toThrow(SyntaxError);
});

test('garbles its answers as its script says, and counts who is under way at once', async () => {
  const vectorsOf = async () =>
    (
      (await (await ask('/v1/embeddings', { input: ['a', 'b'], dimensions: 4 })).json()) as {
        data: { embedding: unknown[] }[];
      }
    ).data;
  embedder.play(() => ({ garble: 'one vector too few' }));
  expect(await vectorsOf()).toHaveLength(1);
  embedder.play(() => ({ garble: 'shorter vectors' }));
  expect((await vectorsOf()).map(({ embedding }) => embedding.length)).toEqual([3, 3]);
  embedder.play(() => ({ garble: 'what is no number' }));
  expect((await vectorsOf())[0]?.embedding).toEqual([null, null, null, null]);
  expect(embedder.embedded()).toBe(0);
  embedder.play(() => ({ latencyMs: 30 }));
  await Promise.all([vectorsOf(), vectorsOf(), vectorsOf()]);
  expect(embedder.mostAtOnce()).toBeGreaterThan(1);
});
