import type { Embedder, EmbedderState } from '@holdfast/protocol/knowledge/embedders';
import type { Pair } from '@holdfast/protocol/knowledge/pair';
import type { SearchAnswer } from '@holdfast/protocol/knowledge/search';
import type { Problem } from '@holdfast/protocol/problem';
import type { Provider } from '@holdfast/protocol/providers/providers';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { ask, type Asked } from '../ground/ask.ts';
import { refusing, useModelServer, type Answering } from '../ground/model-server.ts';
import { useSystem } from '../ground/system.ts';

const models = useModelServer();
const system = useSystem(() => ({
  HOLDFAST_OUTBOUND_ALLOW: `127.0.0.0/8:${models.port}`,
  HOLDFAST_EMBEDDER_TIMEOUT: '1',
}));
const PATH = '/api/v1/knowledge/embedder';

interface Asking {
  readonly json?: object;
  readonly role?: 'viewer' | 'analyst' | 'admin';
}

const inWorkspace = (workspace: string = randomUUID()) => {
  const say = (line: `${string} ${string}`, { json, role = 'admin' }: Asking = {}): Promise<Asked> =>
    ask(system, line, { role, workspace, ...(json === undefined ? {} : { json }) });
  const embedder = async (): Promise<Embedder> => (await say(`GET ${PATH}`)).body as Embedder;
  return {
    say,
    embedder,
    choose: (json: object) => say(`PUT ${PATH}`, { json }),
    async addProvider(kind = 'openai_compatible'): Promise<string> {
      const json = { name: `Ours ${randomUUID()}`, kind, base_url: models.url, key: 'key-canary-0123456789' };
      const made = await say('POST /api/v1/providers?try=false', { json });
      expect(made.status).toBe(201);
      return (made.body as Provider).id;
    },
    async addPair(question: string): Promise<string> {
      const made = await say('POST /api/v1/knowledge/pairs', { json: { question, answer: 'Because it is so.' } });
      expect(made).toMatchObject({ status: 201 });
      return (made.body as Pair).id;
    },
    statusOf: async (pair: string): Promise<string> =>
      ((await say(`GET /api/v1/knowledge/pairs/${pair}`)).body as Pair).embedding_status,
    pairs: async (): Promise<EmbedderState['pairs']> => (await embedder()).current.pairs,
  };
};

const answeringWith =
  (vectorOf: (text: string) => number[]): Answering =>
  (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    void once(request, 'end').then(() => {
      const { input } = JSON.parse(String(Buffer.concat(chunks))) as { input: string[] };
      response.end(JSON.stringify({ data: input.map((text, index) => ({ index, embedding: vectorOf(text) })) }));
    });
  };

/** Vectors of so many numbers, another for each text. */
const embedding = (dimensions: number): Answering =>
  answeringWith((text) =>
    Array.from({ length: dimensions }, (_nothing, at) => text.length + text.charCodeAt(at % text.length)),
  );

/** 0.8 and more for any two texts, as some models have it; beyond that the words decide. */
const leaning = answeringWith((text) => {
  const numbers = Array<number>(64).fill(0);
  for (const word of text.toLowerCase().match(/[a-z]+/g) ?? [])
    numbers[(word.charCodeAt(0) * 7 + word.length * 13) % 64] = 1;
  return [...numbers, 2 * Math.hypot(...numbers)];
});

test('without a choice pairs are embedded by the built-in embedder, soon after they are added', async () => {
  const { addPair, statusOf, embedder, pairs } = inWorkspace();
  expect((await embedder()).current).toMatchObject({ kind: 'built_in', dimensions: 256, since: null });
  const [english, chinese] = [await addPair('How do I return an order?'), await addPair('如何退货?')];
  await expect.poll(() => statusOf(english)).toBe('completed');
  await expect.poll(() => statusOf(chinese)).toBe('failed');
  expect(await pairs()).toEqual({ total: 2, embedded: 1, pending: 0, failed: 1 });
});

test('a provider is tried, takes over when every pair is embedded anew, and the change is in the audit trail', async () => {
  const { addPair, addProvider, choose, embedder, say } = inWorkspace();
  await addPair('One?');
  await expect.poll(async () => (await embedder()).current.pairs.embedded).toBe(1);
  const provider_id = await addProvider();
  models.answers(embedding(8));
  const chosen = await choose({ kind: 'provider', provider_id, model: 'small' });
  expect(chosen).toMatchObject({ status: 200 });
  await expect
    .poll(async () => (await embedder()).current)
    .toMatchObject({ kind: 'provider', model: 'small', dimensions: 8, pairs: { total: 1, embedded: 1 } });
  expect((await embedder()).next).toBeNull();
  const { text } = await say('GET /api/v1/audit');
  expect(text).toContain('knowledge.embedder_chosen');
  expect(text).not.toContain('canary');
});

test('while pairs are embedded anew there is no moment in which a question finds nothing by its meaning', async () => {
  const { addPair, addProvider, choose, embedder, say } = inWorkspace();
  for (const nth of [1, 2, 3, 4, 5, 6, 7, 8]) await addPair(`How do I return order number ${nth}?`);
  await expect.poll(async () => (await embedder()).current.pairs.embedded).toBe(8);
  const find = async (): Promise<SearchAnswer> =>
    (await say('GET /api/v1/knowledge/search?mode=vector&q=How%20do%20I%20return%20order%20number%205%3F'))
      .body as SearchAnswer;
  await expect.poll(async () => (await find()).items.length).toBe(8);
  const provider_id = await addProvider();
  const { promise: enough, resolve: goOn } = Promise.withResolvers<void>();
  let asked = 0;
  // the try-out is answered at once, and the pairs when some have looked
  models.answers((request, response) => {
    asked += 1;
    const answering = asked === 1 ? Promise.resolve() : enough;
    void answering.then(() => embedding(8)(request, response));
  });
  await choose({ kind: 'provider', provider_id, model: 'small', batch_size: 2, concurrency: 1 });
  const seen: { readonly found: number; readonly mode: string; readonly kind: string }[] = [];
  for (let isOver = false; !isOver;) {
    const { current, next } = await embedder();
    const { items, mode } = await find();
    seen.push({ found: items.length, mode, kind: current.kind });
    if (seen.length === 3) goOn();
    isOver = next === null;
  }
  expect(seen.slice(0, 3).map(({ kind }) => kind)).toEqual(['built_in', 'built_in', 'built_in']);
  expect(seen.filter(({ found, mode }) => found !== 8 || mode !== 'vector')).toEqual([]);
  expect(seen.at(-1)?.kind).toBe('provider');
});

test('an embedder to which all texts are much alike does not answer everything', async () => {
  const { addPair, addProvider, choose, embedder, say } = inWorkspace();
  await addPair('How do I return an order?');
  models.answers(leaning);
  await choose({ kind: 'provider', provider_id: await addProvider(), model: 'leaning' });
  await expect.poll(async () => (await embedder()).current).toMatchObject({ kind: 'provider', pairs: { embedded: 1 } });
  const find = async (words: string) =>
    (await say(`GET /api/v1/knowledge/search?mode=vector&q=${encodeURIComponent(words)}`)).body as SearchAnswer;
  await expect.poll(async () => (await find('How do I return an order?')).answered).toBe(true);
  const other = await find('Which vaccine protects against measles');
  expect([other.mode, other.answered, other.items.length]).toEqual(['vector', false, 1]);
});

test('no embedder at all: pairs are off, and come back when there is one', async () => {
  const { addPair, choose, statusOf, embedder } = inWorkspace();
  const pair = await addPair('One?');
  await expect.poll(() => statusOf(pair)).toBe('completed');
  expect((await choose({ kind: 'none' })).status).toBe(200);
  expect(await statusOf(pair)).toBe('off');
  expect((await embedder()).current).toMatchObject({ kind: 'none', model: '', dimensions: 0 });
  await addPair('Two?');
  expect((await choose({ kind: 'built_in' })).status).toBe(200);
  await expect.poll(() => statusOf(pair)).toBe('completed');
});

test('an embedder that fails leaves pairs pending with the reason, and they are embedded later by themselves', async () => {
  const { addPair, addProvider, choose, statusOf, embedder } = inWorkspace();
  models.answers(embedding(8));
  await choose({ kind: 'provider', provider_id: await addProvider(), model: 'small' });
  models.answers((_request, response) => void response.socket?.destroy());
  const pair = await addPair('One?');
  await expect.poll(() => models.asked.length).toBeGreaterThan(1);
  expect(await statusOf(pair)).toBe('pending');
  models.answers(embedding(8));
  await expect.poll(() => statusOf(pair), { timeout: 20_000 }).toBe('completed');
  expect((await embedder()).current.trouble).toBeNull();
});

test.each<[string, Answering, number, string]>([
  ['refuses the key', refusing(401, 'Wrong key.'), 422, 'provider_key_refused'],
  ['does not know the model', refusing(404, 'No such model.'), 422, 'embedder_refused'],
  ['says bad request', refusing(400, 'No such model.'), 422, 'embedder_refused'],
  ['is busy', refusing(429, 'Later.', { 'retry-after': '7' }), 503, 'provider_busy'],
  ['fails', refusing(500, 'Oh.'), 502, 'provider_failed'],
  ['answers nonsense', (_request, response) => void response.end('<html>'), 502, 'provider_failed'],
  ['says nothing', () => {}, 504, 'provider_timed_out'],
  ['knows one vector only', answeringWith(() => [1, 2]), 422, 'embedder_refused'],
])('one that %s is not chosen, and the problem says so', async (_what, answering, status, code) => {
  const { addProvider, choose, embedder } = inWorkspace();
  const provider_id = await addProvider();
  models.answers(answering);
  const refused = await choose({ kind: 'provider', provider_id, model: 'small' });
  expect(refused).toMatchObject({ status, body: { code } });
  expect((refused.body as Problem).detail).toContain('Nothing was changed.');
  expect(refused.text).not.toContain('canary');
  expect((await embedder()).current.kind).toBe('built_in');
});

test('what cannot be is refused by name', async () => {
  const { addProvider, choose } = inWorkspace();
  const fieldOf = ({ body }: Asked) => (body as Problem).errors?.[0]?.pointer;
  models.answers(embedding(8));
  const one = { kind: 'provider', model: 'small' };
  const unknown = await choose({ ...one, provider_id: randomUUID() });
  expect([unknown.status, fieldOf(unknown)]).toEqual([422, '/body/provider_id']);
  const elsewhere = await choose({ ...one, provider_id: await inWorkspace().addProvider() });
  expect([elsewhere.status, fieldOf(elsewhere)]).toEqual([422, '/body/provider_id']);
  const without = await choose({ ...one, provider_id: await addProvider('anthropic') });
  expect([without.status, fieldOf(without)]).toEqual([422, '/body/provider_id']);
  const other = await choose({ ...one, provider_id: await addProvider(), asked_dimensions: 4 });
  expect([other.status, fieldOf(other)]).toEqual([422, '/body/asked_dimensions']);
  const many = await choose({ ...one, provider_id: await addProvider('google'), batch_size: 101 });
  expect([many.status, fieldOf(many)]).toEqual([422, '/body/batch_size']);
  const nobody = await choose(one);
  expect([nobody.status, fieldOf(nobody)]).toEqual([422, '/body/provider_id']);
  const both = await choose({ kind: 'built_in', model: 'small' });
  expect([both.status, fieldOf(both)]).toEqual([422, '/body/model']);
  const local = await choose({ kind: 'onnx' });
  expect([local.status, fieldOf(local)]).toEqual([422, '/body/kind']);
});

test('whoever may read knowledge sees the embedder, and an admin alone chooses it', async () => {
  const { say } = inWorkspace();
  expect((await say(`GET ${PATH}`, { role: 'viewer' })).status).toBe(200);
  expect((await say(`PUT ${PATH}`, { role: 'analyst', json: { kind: 'none' } })).status).toBe(403);
});
