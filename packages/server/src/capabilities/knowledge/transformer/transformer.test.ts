import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { TextKind } from '../embedding/embedders/embedder.ts';
import { listModels } from './model-files.ts';
import type { ModelProcessParts } from './model-process.ts';
import { findRuntime } from './process/runtime.ts';
import { writeTransformer } from './testing/tiny-transformer.ts';
import { createTransformer } from './transformer.ts';

const open = async (more: Partial<ModelProcessParts> = {}) => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-model-'));
  writeTransformer(folder, 'tiny');
  const files = (await listModels(folder))?.get('tiny');
  const runtime = findRuntime(folder);
  if (files === undefined || runtime === undefined) throw new Error('onnxruntime-node is not installed');
  const log = { warn: () => {} };
  const transformer = createTransformer({ name: 'tiny', files, runtime, log, timeoutMs: 20_000, ...more });
  onTestFinished(async () => {
    await transformer.close();
    rmSync(folder, { recursive: true });
  });
  const embed = (texts: readonly string[], kind: TextKind = 'pair', signal = new AbortController().signal) =>
    transformer.embed(texts, { kind, signal, timeoutMs: 10_000 });
  return { transformer, embed };
};

const signalled = (pid: number | undefined, signal: NodeJS.Signals): void => {
  if (pid === undefined) throw new Error('there is no process');
  process.kill(pid, signal);
};
const LONG = 'our shops open at nine in the morning '.repeat(50);

test('when its process is ended those who wait fail, and the next text begins another', async () => {
  const { transformer, embed } = await open();
  await transformer.open();
  const waiting = embed(Array<string>(50).fill(LONG));
  signalled(transformer.pid, 'SIGKILL');
  await expect(waiting).rejects.toMatchObject({
    reason: 'away',
    message: expect.stringMatching(/signal SIGKILL/) as string,
  });
  expect(transformer.pid).toBeUndefined();
  expect((await embed(['blue']))[0]).toHaveLength(8);
});

test('a question does not wait for the texts of pairs that came before it', async () => {
  const { embed } = await open();
  const order: string[] = [];
  const pairs = embed(Array<string>(400).fill(LONG)).then(() => order.push('pairs'));
  const question = embed(['blue'], 'question').then(() => order.push('question'));
  await Promise.all([pairs, question]);
  expect(order).toEqual(['question', 'pairs']);
});

test('whoever does not wait any more holds nobody up', async () => {
  const { embed } = await open();
  const leaving = new AbortController();
  const given = embed(Array<string>(10_000).fill(LONG), 'pair', leaving.signal);
  leaving.abort(new Error('not wanted any more'));
  await expect(given).rejects.toThrow('not wanted any more');
  expect((await embed(['blue']))[0]).toHaveLength(8);
});

test('it ends when nobody has asked for a while, and begins again', async () => {
  const { transformer, embed } = await open({ idleMs: 20 });
  expect(transformer.pid).toBeUndefined();
  await embed(['blue']);
  await expect.poll(() => transformer.pid).toBeUndefined();
  expect((await embed(['blue']))[0]).toHaveLength(8);
});

test('a process that gives nothing in time is ended', async () => {
  const { transformer, embed } = await open({ timeoutMs: 100 });
  await transformer.open();
  signalled(transformer.pid, 'SIGSTOP');
  await expect(embed(['blue'])).rejects.toMatchObject({ reason: 'away', isLate: true });
});
