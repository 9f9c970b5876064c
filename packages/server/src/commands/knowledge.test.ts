import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCommand } from './run-command.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-evaluate-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const PAIRS = 'id,question,answer\nr,How do I get a refund?,Send it back.\np,How do I pay?,By card.\n';

const evaluate = async (
  questions: readonly (object | string)[],
  pairs: string | Buffer = PAIRS,
  ...more: readonly string[]
) => {
  const said: string[] = [];
  writeFileSync(join(folder, 'pairs.csv'), pairs);
  const lines = questions.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  writeFileSync(join(folder, 'questions.jsonl'), lines.join('\n'));
  const words = ['knowledge', 'evaluate', join(folder, 'pairs.csv'), join(folder, 'questions.jsonl'), ...more];
  const say = (line: string): void => void said.push(line);
  return { code: await runCommand(words, {}, { print: say, complain: say }), said: said.join('\n') };
};

test('each way is told with its figures, and false answers among those given', async () => {
  const { code, said } = await evaluate([
    { query: 'refund', relevant: ['r'] },
    { query: 'volcano', relevant: [] },
  ]);
  expect(code).toBe(0);
  expect(said).toMatch(/^2 pairs, 1 questions with an answer and 1 without; embedder built_in/);
  expect(said).toMatch(/\nfused +1\.000 +1\.000 +1\.000 +1\.000/);
  expect(said).toMatch(/\nkeyword .*\nvector /);
});

test('as JSON, and without an embedder by words alone', async () => {
  const { said } = await evaluate([{ query: 'pay', relevant: ['p'] }], PAIRS, '--embedder', 'none', '--json');
  expect(JSON.parse(said)).toMatchObject({
    pairs: 2,
    embedder: 'none',
    ways: [{ mode: 'keyword', hit_at_1: 1, auroc: null, answers_to_unanswerable: 0 }],
  });
});

test.each([
  [['no json'], PAIRS, 'line 1 is no JSON'],
  [[{ query: '' }], PAIRS, 'line 1 must be {"query"'],
  [[{ query: 'a', relevant: ['x'] }], PAIRS, 'names x, which no pair has'],
  [[], PAIRS, 'has not a single question'],
  [[], 'id,question,answer\nr,One?,Yes.\nr,Two?,No.\n', 'needs an id of its own'],
  [[], 'id,question,answer\nr,,Yes.\nx,Two?,No.\n', 'line 2'],
])('%j with %j is refused in one sentence', async (questions, pairs, sentence) => {
  const { code, said } = await evaluate(questions, pairs);
  expect(code).toBe(1);
  expect(said).toContain(sentence);
  expect(said).not.toContain('    at ');
});

test('pairs that are not UTF-8 are read in the encoding that is named, which a refusal asks for', async () => {
  const pairs = Buffer.from('id,question,answer\nr,Wie zahle ich zur\u00fcck?,So.\n', 'latin1');
  const questions = [{ query: 'zurück', relevant: ['r'] }];
  const { code, said } = await evaluate(questions, pairs);
  expect(code).toBe(1);
  expect(said).toMatch(/windows-1252.*--encoding/);
  const { said: figures } = await evaluate(
    questions,
    pairs,
    '--encoding',
    'windows-1252',
    '--embedder',
    'none',
    '--json',
  );
  expect(JSON.parse(figures)).toMatchObject({ ways: [{ mode: 'keyword', hit_at_1: 1 }] });
});

test.each([
  ['pairs', ['none.csv', '.']],
  ['questions', ['pairs.csv', 'none.jsonl']],
])('%s that are no file are named', async (_, [pairs = '', questions = '']) => {
  writeFileSync(join(folder, 'pairs.csv'), PAIRS);
  const said: string[] = [];
  const say = (line: string): void => void said.push(line);
  const words = ['knowledge', 'evaluate', join(folder, pairs), join(folder, questions)];
  expect(await runCommand(words, {}, { print: say, complain: say })).toBe(1);
  expect(said.join('\n')).toMatch(/none\.\w+ cannot be read/);
  expect(said.join('\n')).not.toContain('    at ');
});

test('what is missing is said', async () => {
  const said: string[] = [];
  const say = (line: string): void => void said.push(line);
  expect(await runCommand(['knowledge', 'evaluate', 'one.csv'], {}, { print: say, complain: say })).toBe(2);
  expect(await runCommand(['knowledge'], {}, { print: say, complain: say })).toBe(2);
  expect(said.join('\n')).toMatch(/Name two files.*\n.*Say what to do/);
});
