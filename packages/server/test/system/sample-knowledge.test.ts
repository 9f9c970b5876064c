import { CONTRACTS } from '@holdfast/protocol/contracts';
import { ERROR_BOOK } from '@holdfast/protocol/errors/book';
import { METRICS } from '@holdfast/protocol/telemetry/metrics';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { evaluateFiles, type Evaluation } from '../../src/capabilities/knowledge/search/evaluation/evaluate-files.ts';
import { readJudgedPairs } from '../../src/capabilities/knowledge/search/evaluation/judged-pairs.ts';
import { readJudgedQuestions } from '../../src/capabilities/knowledge/search/evaluation/judged-questions.ts';
import { COMMANDS } from '../../src/commands/run-command.ts';
import { SETTING_NAMES } from '../../src/config/settings.ts';
import { systemClock } from '../../src/platform/clock/clock.ts';
import { ask } from '../ground/ask.ts';
import { importerOf } from '../ground/imports.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();

const fileOf = (name: string): string => fileURLToPath(new URL(`../../sample-knowledge/${name}`, import.meta.url));
const PAIRS = fileOf('pairs.csv');
const QUESTIONS = fileOf('questions.jsonl');
const pairs = await readJudgedPairs(PAIRS);

const named = (pattern: RegExp): string[] => [
  ...new Set(
    pairs.flatMap(({ question, answer }) =>
      [...`${question} ${answer}`.matchAll(pattern)].map(([, name = '']) => name),
    ),
  ),
];

describe('What the sample names', () => {
  test.each(named(/\b(HOLDFAST_[A-Z_]+)\b/g))('%s is a setting', (name) => {
    expect(SETTING_NAMES).toContain(name);
  });

  test.each(named(/\b(holdfast_[a-z_]+)\b/g))('%s is a metric', (name) => {
    expect(Object.keys(METRICS)).toContain(name);
  });

  test.each(named(/((?:GET|POST|PUT|PATCH|DELETE) \/[^\s`?]+)/g))('%s is an endpoint', (name) => {
    expect(CONTRACTS.map(({ method, path }) => `${method} ${path}`)).toContain(name);
  });

  test.each(named(/(?<![A-Z] )`(\/(?:api|v1)[^\s`?]*)/g))('%s is the path of an endpoint', (name) => {
    expect(CONTRACTS.some(({ path }) => path === name)).toBe(true);
  });

  test.each(named(/npm run holdfast -- ([a-z-]+)/g))('%s is a command', (name) => {
    expect(Object.keys(COMMANDS)).toContain(name);
  });

  test.each(named(/\d{3} `([a-z_]+)`/g))('%s is in the error book', (name) => {
    expect(Object.keys(ERROR_BOOK)).toContain(name);
  });
});

test('the sample has 120 pairs, 400 questions that they answer and 60 that they do not', async () => {
  const questions = await readJudgedQuestions(QUESTIONS);
  const answerable = questions.filter(({ relevant }) => relevant.length > 0);
  expect([pairs.length, answerable.length, questions.length - answerable.length]).toEqual([120, 400, 60]);
  expect(new Set(questions.map(({ query }) => query)).size).toBe(460);
});

test('whoever may read gets the sample, and every row of it can be imported', async () => {
  const sample = await ask(system, 'GET /api/v1/knowledge/sample', { role: 'viewer', workspace: randomUUID() });
  expect(sample.headers.get('content-disposition')).toContain('about-holdfast.csv');
  expect(await importerOf(system).dryRun(sample.text, { filename: 'about-holdfast.csv' })).toMatchObject({
    rows: 120,
    rejected: 0,
    reading: { mapping_by: 'names' },
  });
});

describe('Over the sample', () => {
  let found: Evaluation;
  const way = (mode: string) => found.ways.find((one) => one.mode === mode);
  beforeAll(async () => {
    found = await evaluateFiles({ pairs: PAIRS, questions: QUESTIONS, embedder: 'built_in', clock: systemClock });
  });

  test('words and meaning together are better than either', () => {
    const fused = way('fused')?.ndcg_at_10 ?? 0;
    expect(fused).toBeGreaterThan(0.66);
    expect(fused).toBeGreaterThan(way('keyword')?.ndcg_at_10 ?? 1);
    expect(fused).toBeGreaterThan(way('vector')?.ndcg_at_10 ?? 1);
  });

  test('the confidence tells what can be answered', () => {
    expect(way('fused')?.auroc).toBeGreaterThan(0.85);
    expect(way('fused')?.answers_to_unanswerable).toBeLessThanOrEqual(3);
    expect(way('fused')?.answers).toBeGreaterThan(150);
  });

  test('without an embedder words alone are judged', async () => {
    const alone = await evaluateFiles({ pairs: PAIRS, questions: QUESTIONS, embedder: 'none', clock: systemClock });
    expect(alone.ways.map(({ mode }) => mode)).toEqual(['keyword']);
  });
});
