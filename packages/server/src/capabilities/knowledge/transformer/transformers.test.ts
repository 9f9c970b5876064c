import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { TextKind } from '../embedding/embedders/embedder.ts';
import { EmbedderFailure } from '../embedding/embedders/embedder-failure.ts';
import { toLengthOne } from '../static-embedder/static-embedder.ts';
import { findRuntime } from './process/runtime.ts';
import { rowOf, writeTransformer, type TinyTransformer } from './testing/tiny-transformer.ts';
import { createTransformers } from './transformers.ts';

const log = { warn: () => {} };

const open = (tiny?: TinyTransformer) => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-models-'));
  const transformers = createTransformers({ folder, log, timeoutMs: 20_000 });
  onTestFinished(async () => {
    await transformers.close();
    rmSync(folder, { recursive: true });
  });
  if (tiny !== undefined) writeTransformer(folder, 'tiny', tiny);
  const embedBy = (model: string, texts: readonly string[], kind: TextKind = 'pair') =>
    transformers.embedderOf(model).embed(texts, { kind, signal: new AbortController().signal, timeoutMs: 20_000 });
  return {
    folder,
    transformers,
    embedBy,
    embed: async (texts: readonly string[], kind?: TextKind) =>
      embedBy((await transformers.open('tiny')).model, texts, kind),
  };
};

const failureOf = (work: Promise<unknown>): Promise<EmbedderFailure> =>
  work.then(
    () => {
      throw new Error('it gave something');
    },
    (error: unknown) => {
      if (error instanceof EmbedderFailure) return error;
      throw error;
    },
  );

const meanOf = (...pieces: string[]): number[] => {
  const rows = pieces.map(rowOf);
  const sum = Float32Array.from(rowOf('[CLS]'), (_, at) => rows.reduce((all, row) => all + (row[at] ?? 0), 0));
  return [...(toLengthOne(sum) ?? [])];
};

const closeTo = (vector: readonly number[]) => vector.map((value) => expect.closeTo(value, 5) as number);
const listed = (vector: Float32Array | undefined): number[] => [...(vector ?? [])];

test('the vector of a text is the mean of its pieces, whoever stands beside it', async () => {
  const { embed } = open({});
  const long = 'Our shops open at nine in the morning, and on Sundays they open late. '.repeat(8);
  const texts = ['Blue orders!', long, 'one', 'xyzzy', long, '???', 'two Blue'];
  const [blue, first, one, unknown, second, marks] = await embed(texts);
  expect(listed(blue)).toEqual(closeTo(meanOf('[CLS]', 'blue', 'order', '##s', '[UNK]', '[SEP]')));
  expect(listed(one)).toEqual(closeTo(meanOf('[CLS]', 'one', '[SEP]')));
  expect(first).toEqual(second);
  expect([unknown, marks]).toEqual([undefined, undefined]);
  const [alone] = await embed(['Blue orders!']);
  expect(listed(alone)).toEqual(closeTo(listed(blue)));
});

test('many texts of all lengths get the vectors that each gets alone', async () => {
  const { embed } = open({});
  const words = ['blue', 'green', 'red', 'one', 'two', 'three'];
  const texts = Array.from({ length: 300 }, (_nothing, nth) =>
    Array.from({ length: 1 + ((nth * 7) % 40) }, (_none, at) => words[(nth + at * at) % words.length]).join(' '),
  );
  const vectors = await embed(texts);
  for (const [at, text] of texts.entries())
    expect([text, listed(vectors[at])]).toEqual([text, closeTo(meanOf('[CLS]', ...text.split(' '), '[SEP]'))]);
});

test('what stands beside a model says how it is asked: the first piece, prompts, how much of a text', async () => {
  const first = open({ files: { '1_Pooling/config.json': { pooling_mode_cls_token: true } } });
  expect(listed((await first.embed(['blue']))[0])).toEqual(closeTo(meanOf('[CLS]')));
  const prompts = { query: 'one ', passage: 'two ' };
  const { embed } = open({
    files: { 'config_sentence_transformers.json': { prompts }, 'sentence_bert_config.json': { max_seq_length: 8 } },
  });
  expect(listed((await embed(['blue'], 'question'))[0])).toEqual(closeTo(meanOf('[CLS]', 'one', 'blue', '[SEP]')));
  expect(listed((await embed(['blue']))[0])).toEqual(closeTo(meanOf('[CLS]', 'two', 'blue', '[SEP]')));
  const cut = (await embed(['red '.repeat(20)]))[0];
  expect(listed(cut)).toEqual(closeTo(meanOf('[CLS]', 'two', ...Array<string>(5).fill('red'), '[SEP]')));
});

test('a model that gives one vector for a text is taken at its word', async () => {
  const { embed } = open({ onnx: { output: 'sentence_embedding', gives: 'mean', inputs: ['input_ids'] } });
  expect(listed((await embed(['blue']))[0])).toEqual(closeTo(meanOf('[CLS]', 'blue', '[SEP]')));
});

test.each<[string, TinyTransformer, RegExp]>([
  ['no ONNX', { onnx: Buffer.from('nothing of that kind') }, /model\.onnx cannot be opened/],
  ['a file that was cut', { onnx: Buffer.alloc(0) }, /model\.onnx cannot be opened/],
  ['a model that sorts', { onnx: { output: 'logits', gives: 'mean' } }, /gives logits.*last_hidden_state/],
  ['an input of its own', { onnx: { inputs: ['input_ids', 'position_ids'] } }, /wants position_ids/],
  ['fewer rows than pieces', { onnx: { rows: [rowOf('[PAD]')] } }, /failed when it was run/],
  ['another tokenizer', { tokenizer: { model: { type: 'Unigram', vocab: [] } } }, /tokenizer is Unigram/],
  ['no JSON', { tokenizer: '{"model":' }, /tokenizer\.json is no JSON/],
  ['JSON of another kind', { tokenizer: '[1]' }, /tokenizer\.json is not understood/],
  [
    'a word that is no number',
    { tokenizer: { model: { type: 'WordPiece', vocab: { '[UNK]': 'x' } } } },
    /number is none/,
  ],
  [
    'no piece for unknown words',
    { tokenizer: { model: { type: 'WordPiece', vocab: { a: 1 } } } },
    /has no piece for words/,
  ],
  ['other letters', { tokenizer: { normalizer: { type: 'Precompiled' } } }, /Precompiled as normalizer/],
  ['no frame', { tokenizer: { post_processor: null } }, /nothing as post_processor/],
  ['another step', { files: { 'modules.json': [{ type: 'sentence_transformers.models.Dense' }] } }, /a step Dense/],
  ['two ways to pool', { files: { '1_Pooling/config.json': {} } }, /1_Pooling/],
])('%s is told in a sentence, without saying where the files are', async (_, tiny, sentence) => {
  const { transformers, folder } = open(tiny);
  const { reason, message } = await failureOf(transformers.open('tiny'));
  expect(reason).toBe('refuses_us');
  expect(message).toMatch(/^tiny cannot be used\. /);
  expect(message).toMatch(sentence);
  expect(message).not.toContain(folder);
});

test('other files in the same place are another model, which does not give vectors for the one before', async () => {
  const { transformers, folder, embedBy } = open({});
  const { model } = await transformers.open('tiny');
  expect(await embedBy(model, ['blue'])).toHaveLength(1);
  writeTransformer(folder, 'tiny', { files: { 'config.json': { max_position_embeddings: 16 } } });
  const { model: next } = await transformers.open('tiny');
  expect(next).toMatch(/^tiny@[0-9a-f]{12}$/);
  expect(next).not.toBe(model);
  expect((await failureOf(embedBy(model, ['blue']))).message).toMatch(/are others than those/);
  expect(await embedBy(next, ['blue'])).toHaveLength(1);
  rmSync(join(folder, 'tiny', 'model.onnx'));
  expect((await failureOf(embedBy(next, ['blue']))).message).toMatch(/is not there any more/);
});

test('what is missing is said, and models are those with all their files', async () => {
  const { transformers, folder } = open();
  expect(await transformers.look()).toMatchObject({
    models: [],
    missing: expect.stringMatching(/There is no model/) as string,
  });
  mkdirSync(join(folder, 'half'));
  writeFileSync(join(folder, 'half', 'model.onnx'), 'x');
  mkdirSync(join(folder, 'exported', 'onnx'), { recursive: true });
  writeFileSync(join(folder, 'exported', 'onnx', 'model.onnx'), 'x');
  writeFileSync(join(folder, 'exported', 'tokenizer.json'), '{}');
  writeTransformer(folder, 'tiny');
  expect(await transformers.look()).toEqual({ models: ['exported', 'tiny'], missing: null });
  expect(findRuntime(folder, join(folder, 'nowhere'))).toBeUndefined();
  const nowhere = createTransformers({ folder: join(folder, 'nowhere'), log, timeoutMs: 1 });
  expect((await nowhere.look()).missing).toContain('cannot be read');
  const without = createTransformers({ folder: undefined, log, timeoutMs: 1 });
  expect((await without.look()).missing).toContain('HOLDFAST_TRANSFORMERS_FOLDER');
  expect((await failureOf(without.open('tiny'))).reason).toBe('refuses_us');
});
