import type { Embedder, EmbedderState } from '@holdfast/protocol/knowledge/embedders';
import type { SearchAnswer } from '@holdfast/protocol/knowledge/search';
import type { Problem } from '@holdfast/protocol/problem';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writeTransformer } from '../../src/capabilities/knowledge/transformer/testing/tiny-transformer.ts';
import { ask, type Asked } from '../ground/ask.ts';
import { useSystem } from '../ground/system.ts';

const folder = mkdtempSync(join(tmpdir(), 'holdfast-models-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeTransformer(folder, 'tiny');
writeTransformer(folder, 'sorts', { onnx: { output: 'logits', gives: 'mean' } });
writeTransformer(folder, 'broken', { onnx: Buffer.from('<html>not found</html>') });

const system = useSystem({ HOLDFAST_TRANSFORMERS_FOLDER: folder });
const bare = useSystem();
const PATH = '/api/v1/knowledge/embedder';

const inWorkspace = (of = system, workspace = randomUUID()) => {
  const say = (line: `${string} ${string}`, json?: object): Promise<Asked> =>
    ask(of, line, { role: 'admin', workspace, ...(json === undefined ? {} : { json }) });
  return {
    choose: (model: string) => say(`PUT ${PATH}`, { kind: 'local', model }),
    embedder: async (): Promise<Embedder> => (await say(`GET ${PATH}`)).body as Embedder,
    pairs: async (): Promise<EmbedderState['pairs']> => ((await say(`GET ${PATH}`)).body as Embedder).current.pairs,
    add: async (question: string) =>
      expect(await say('POST /api/v1/knowledge/pairs', { question, answer: 'On Sundays.' })).toMatchObject({
        status: 201,
      }),
    find: async (words: string): Promise<SearchAnswer> =>
      (await say(`GET /api/v1/knowledge/search?mode=vector&q=${encodeURIComponent(words)}`)).body as SearchAnswer,
  };
};

test('a transformer whose files are there is tried, embeds every pair anew, and finds them by their meaning', async () => {
  const { add, choose, embedder, pairs, find } = inWorkspace();
  for (const question of ['How do I return an order?', 'One red?', 'Two green?', '如何退货?']) await add(question);
  await expect.poll(async () => (await pairs()).embedded).toBe(3);
  expect((await embedder()).local).toEqual({ models: ['broken', 'sorts', 'tiny'], missing: null });
  expect((await choose('tiny')).status).toBe(200);
  await expect
    .poll(async () => (await embedder()).current)
    .toMatchObject({ kind: 'local', dimensions: 8, pairs: { total: 4, embedded: 3, pending: 0, failed: 1 } });
  const { model } = (await embedder()).current;
  expect(model).toMatch(/^tiny@[0-9a-f]{12}$/);
  const { mode, items } = await find('return orders, how?');
  expect([mode, items[0]?.pair.question]).toEqual(['vector', 'How do I return an order?']);
  // as it is shown it may be sent back, and nothing is embedded anew
  expect(await choose(model)).toMatchObject({ status: 200, body: { next: null } });
});

test('other files under the name that was chosen are said to be others, and choosing it again embeds anew', async () => {
  writeTransformer(folder, 'changes');
  const { add, choose, embedder, find } = inWorkspace();
  await add('One red?');
  await choose('changes');
  await expect.poll(async () => (await embedder()).current).toMatchObject({ kind: 'local', pairs: { embedded: 1 } });
  writeTransformer(folder, 'changes', { files: { 'config.json': { max_position_embeddings: 16 } } });
  await expect.poll(async () => (await find('one red')).note).toMatch(/are others than those/);
  const { model } = (await embedder()).current;
  expect((await choose(model)).status).toBe(422);
  expect((await choose('changes')).status).toBe(200);
  await expect
    .poll(async () => (await embedder()).current)
    .toMatchObject({ model: expect.not.stringMatching(model) as string, pairs: { embedded: 1 } });
  await expect.poll(async () => (await find('one red')).mode).toBe('vector');
});

test('several workspaces have one model', async () => {
  const [one, other] = [inWorkspace(), inWorkspace()];
  await Promise.all([one.choose('tiny'), other.choose('tiny')]);
  await Promise.all([one.add('One red?'), other.add('Two green?')]);
  for (const { embedder } of [one, other])
    await expect.poll(async () => (await embedder()).current).toMatchObject({ kind: 'local', pairs: { embedded: 1 } });
  expect((await one.find('one red')).items).toHaveLength(1);
});

test.each([
  ['sorts', /It gives logits/],
  ['broken', /model\.onnx cannot be opened/],
])('the model %s is refused in a sentence, and nothing changes', async (name, sentence) => {
  const { choose, embedder } = inWorkspace();
  const refused = await choose(name);
  expect(refused).toMatchObject({ status: 422, body: { code: 'embedder_refused' } });
  const { detail } = refused.body as Problem;
  expect(detail).toMatch(sentence);
  expect(detail).toContain('Nothing was changed.');
  expect(detail).not.toContain(folder);
  expect(await embedder()).toMatchObject({ current: { kind: 'built_in' }, next: null });
});

test.each(['other', '..', 'tiny/../broken', 'tiny@000000000000'])('%s names no model', async (name) => {
  const refused = await inWorkspace().choose(name);
  expect(refused.status).toBe(422);
  expect((refused.body as Problem).errors?.[0]?.pointer).toBe('/body/model');
});

test('where nobody put any, it is said who has to do what', async () => {
  const { choose, embedder } = inWorkspace(bare);
  expect((await embedder()).local.missing).toContain('HOLDFAST_TRANSFORMERS_FOLDER');
  expect(await choose('tiny')).toMatchObject({
    status: 422,
    body: { code: 'embedder_refused', detail: expect.stringContaining('HOLDFAST_TRANSFORMERS_FOLDER') as string },
  });
});
