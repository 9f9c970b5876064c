import type { SearchAnswer } from '@holdfast/protocol/knowledge/search';
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ask, fieldsOf, type Asked } from '../ground/ask.ts';
import { codeOf } from '../ground/identity.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();
const PAIRS = '/api/v1/knowledge/pairs';
const SEARCH = '/api/v1/knowledge/search';

const inWorkspace = (workspace: string = randomUUID()) => {
  const say = (line: `${string} ${string}`, options: { json?: object; version?: number } = {}): Promise<Asked> =>
    ask(system, line, {
      role: 'analyst',
      workspace,
      ...(options.json === undefined ? {} : { json: options.json }),
      ...(options.version === undefined ? {} : { headers: { 'if-match': `"${options.version}"` } }),
    });
  return {
    say,
    async add(question: string, more: object = {}): Promise<string> {
      const { body } = await say(`POST ${PAIRS}`, { json: { question, answer: 'An answer.', ...more } });
      return (body as { readonly id: string }).id;
    },
    async search(
      q: string,
      more: Readonly<Record<string, string>> = {},
      tags: readonly string[] = [],
    ): Promise<SearchAnswer> {
      const asked = new URLSearchParams([['q', q], ...Object.entries(more), ...tags.map((tag) => ['tags', tag])]);
      const { status, body } = await say(`GET ${SEARCH}?${asked.toString()}`);
      expect(status).toBe(200);
      return body as SearchAnswer;
    },
  };
};

const questionsOf = ({ items }: SearchAnswer): string[] => items.map(({ pair }) => pair.question);

describe('By words', () => {
  test('a pair is found as soon as it was added, not any more when it was removed, and by its new words when it was changed', async () => {
    const { say, add, search } = inWorkspace();
    expect(await search('refund')).toMatchObject({ items: [], answered: false, confidence: 0 });
    const id = await add('How do I get a refund?');
    expect(questionsOf(await search('refund'))).toEqual(['How do I get a refund?']);
    await say(`PATCH ${PAIRS}/${id}`, { version: 1, json: { question: 'Where is my invoice?' } });
    expect(questionsOf(await search('refund', { mode: 'keyword' }))).toEqual([]);
    expect(questionsOf(await search('invoice', { mode: 'keyword' }))).toEqual(['Where is my invoice?']);
    await say(`DELETE ${PAIRS}/${id}`);
    expect(questionsOf(await search('invoice'))).toEqual([]);
  });

  test('the reasons are told: ranks, words that met although they were mistyped, and the phrasing that came nearest', async () => {
    const { add, search } = inWorkspace();
    await add('How do I reset my password?', { phrasings: ['I forgot my login', 'Lost access to the account'] });
    await add('How do I pay?');
    const { items, mode, took_ms: tookMs } = await search('forgot paswords login', { mode: 'keyword' });
    expect(mode).toBe('keyword');
    expect(tookMs).toBeGreaterThan(0);
    expect(items[0]).toMatchObject({
      ranks: { keyword: { rank: 1 }, vector: null },
      words: ['forgot', 'paswords', 'login'],
      phrasing: 'I forgot my login',
    });
  });

  test('only pairs with all tags, and only while they are valid', async () => {
    const { add, search } = inWorkspace();
    await add('Refund one', { tags: ['shop', 'eu'] });
    await add('Refund two', { tags: ['shop'] });
    await add('Refund old', { tags: ['shop'], valid_until: '2020-01-01T00:00:00Z' });
    await add('Refund to come', { valid_from: '2999-01-01T00:00:00Z' });
    expect(questionsOf(await search('refund', { mode: 'keyword' })).toSorted()).toEqual(['Refund one', 'Refund two']);
    expect(questionsOf(await search('refund', {}, ['eu']))).toEqual(['Refund one']);
    expect(questionsOf(await search('refund', {}, [' eu', 'shop ']))).toEqual(['Refund one']);
    expect(questionsOf(await search('refund', {}, ['eu', 'none']))).toEqual([]);
  });

  test('another workspace finds nothing of it', async () => {
    await inWorkspace().add('A secret refund');
    expect(questionsOf(await inWorkspace().search('secret refund'))).toEqual([]);
  });
});

describe('By meaning', () => {
  test('a pair is found although none of its words were said, once it is embedded', async () => {
    const { add, search } = inWorkspace();
    await add('How can I get my money back?', { answer: 'Send the parcel back.' });
    await add('Which countries do you deliver to?', { answer: 'All of Europe.' });
    await expect
      .poll(async () => (await search('I want a reimbursement')).items[0]?.ranks.vector ?? null, { timeout: 20_000 })
      .toMatchObject({ rank: 1 });
    const found = await search('I want a reimbursement');
    expect(found).toMatchObject({ mode: 'fused', note: null });
    expect(found.items[0]?.pair).toMatchObject({
      question: 'How can I get my money back?',
      embedding_status: 'completed',
    });
    expect(questionsOf(await search('shipping abroad', { mode: 'vector' }))[0]).toBe(
      'Which countries do you deliver to?',
    );
  });

  test('what no embedder knows is asked by its words, and the answer says so', async () => {
    const { add, search } = inWorkspace();
    await add('返品できますか');
    await add('refund');
    await expect
      .poll(async () => (await search('refund')).items[0]?.ranks.vector ?? null, { timeout: 20_000 })
      .not.toBeNull();
    const { mode, note, items } = await search('\u2603\u2603 返品', { mode: 'keyword' });
    expect({ mode, note }).toEqual({ mode: 'keyword', note: null });
    expect(items[0]?.pair.question).toBe('返品できますか');
    expect(await search('\u{1f600}')).toMatchObject({ mode: 'keyword', note: expect.stringContaining('Only words') });
  });
});

describe('What is asked', () => {
  test.each([
    [{}, 'q'],
    [{ q: '' }, 'q'],
    [{ q: 'x'.repeat(2_001) }, 'q'],
    [{ q: 'a', mode: 'best' }, 'mode'],
    [{ q: 'a', limit: '0' }, 'limit'],
    [{ q: 'a', limit: '101' }, 'limit'],
    [{ q: 'a', tags: '' }, 'tags'],
    [{ q: 'a', what: 'else' }, 'what'],
  ])('%o is refused, naming %s', async (query, field) => {
    const { say } = inWorkspace();
    const refused = await say(`GET ${SEARCH}?${new URLSearchParams(query).toString()}`);
    expect([refused.status, codeOf(refused)]).toEqual([422, 'invalid']);
    expect(fieldsOf(refused).join(' ')).toContain(field);
  });

  test('pairs that are very long come whole, as many as there is room for, and the others are counted', async () => {
    const { add, search } = inWorkspace();
    const long = '\u8a9e'.repeat(50_000);
    for (let number = 1; number <= 18; number += 1) await add(`What is chapter ${number}?`, { answer: long });
    const { items, left_out: leftOut } = await search('chapter', { limit: '16', mode: 'keyword' });
    expect(items.map(({ pair }) => pair.answer === long)).toEqual(Array.from({ length: 14 }, () => true));
    expect(leftOut).toBe(2);
    expect(await search('chapter', { limit: '10', mode: 'keyword' })).toMatchObject({ left_out: 0 });
  });

  test('a question may have two thousand letters of any script', async () => {
    const { search } = inWorkspace();
    expect((await search('的'.repeat(2_000), { mode: 'keyword' })).items).toEqual([]);
  });

  test('many at once are all answered', async () => {
    const { add, search } = inWorkspace();
    await add('How do I pay?');
    const answers = await Promise.all(Array.from({ length: 100 }, () => search('pay')));
    expect(new Set(answers.map((answer) => questionsOf(answer).join()))).toEqual(new Set(['How do I pay?']));
  });
});
