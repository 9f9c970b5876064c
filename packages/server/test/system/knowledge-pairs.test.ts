import type { Pair } from '@holdfast/protocol/knowledge/pair';
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { fieldsOf, type Asked } from '../ground/ask.ts';
import { codeOf } from '../ground/identity.ts';
import { addPair, knowing, pairOf, PAIRS } from '../ground/knowledge.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();

const pageOf = ({ body }: Asked) => body as { readonly items: Pair[]; readonly next_cursor: string | null };

const ODD = 'ignore\u0301 "quotes", {braces}, \\back\\slashes\\, \u{1f600} and\nnew lines\t';

test('a pair is kept word for word, and read by viewers', async () => {
  const say = knowing(system);
  const json = {
    question: ` ${ODD} `,
    answer: `NULL ${ODD}`,
    phrasings: [`${ODD}?`, 'NULL'],
    tags: ['a,b', '"c"', '\\', ' null ', 'a,b'],
    source: 'the handbook',
    language: 'de-CH',
    valid_from: '2026-01-01T01:30:00.5+02:00',
  };
  const made = await say(`POST ${PAIRS}`, { json });
  expect(made).toMatchObject({
    status: 201,
    body: {
      ...json,
      tags: ['a,b', '"c"', '\\', 'null'],
      valid_from: '2025-12-31T23:30:00.500000Z',
      valid_until: null,
      import_id: null,
      version: 1,
    },
  });
  const seen = pairOf(await say(`GET ${PAIRS}/${pairOf(made).id}`, { role: 'viewer' }));
  // it is embedded meanwhile
  expect(seen).toEqual({ ...pairOf(made), embedding_status: seen.embedding_status });
  expect(pageOf(await say(`GET ${PAIRS}`, { role: 'viewer' })).items).toEqual([made.body]);
  expect((await say(`POST ${PAIRS}`, { role: 'viewer', json })).status).toBe(403);
});

test('what no pair can be is refused by the name of its field', async () => {
  const say = knowing(system);
  const refusals: readonly (readonly [object, string])[] = [
    [{ question: ' \n' }, '/body/question'],
    [{ answer: '' }, '/body/answer'],
    [{ question: 'x'.repeat(2001) }, '/body/question'],
    [{ tags: [' '] }, '/body/tags/0'],
    [{ valid_from: '0000-12-31T23:59:59Z' }, '/body/valid_from'],
    [{ valid_until: '9999-12-31T23:59:59-01:00' }, '/body/valid_until'],
    [{ valid_from: '2026-01-02T00:00:00Z', valid_until: '2026-01-02T01:00:00+01:00' }, '/body/valid_until'],
  ];
  for (const [wrong, pointer] of refusals) {
    const refused = await say(`POST ${PAIRS}`, { json: { question: 'q', answer: 'a', ...wrong } });
    expect(refused.status).toBe(422);
    expect(fieldsOf(refused).join()).toContain(pointer);
  }
  expect(pageOf(await say(`GET ${PAIRS}`)).items).toEqual([]);
});

test('a workspace has a question once, and others have their own', async () => {
  const say = knowing(system);
  const { id } = pairOf(await say(`POST ${PAIRS}`, { json: { question: 'Where is it?', answer: 'a' } }));
  const taken = await say(`POST ${PAIRS}`, { json: { question: ' where  IS it?', answer: 'b' } });
  expect(taken).toMatchObject({ status: 409, body: { code: 'question_taken', pair_id: id } });
  const other = pairOf(await say(`POST ${PAIRS}`, { json: { question: 'And now?', answer: 'b' } }));
  expect(codeOf(await say(`PATCH ${PAIRS}/${other.id}`, { json: { question: 'WHERE IS IT?' }, version: 1 }))).toBe(
    'question_taken',
  );
  expect(await say(`PATCH ${PAIRS}/${id}`, { json: { question: 'WHERE is it?' }, version: 1 })).toMatchObject({
    status: 200,
    body: { question: 'WHERE is it?', version: 2 },
  });
  expect((await knowing(system)(`POST ${PAIRS}`, { json: { question: 'Where is it?', answer: 'a' } })).status).toBe(
    201,
  );
});

test('a change touches what it names, by its version, and none is no version', async () => {
  const say = knowing(system);
  const json = { question: 'q', answer: 'a', tags: ['t'], language: 'en' };
  const was = pairOf(await say(`POST ${PAIRS}`, { json }));
  const at = `${PAIRS}/${was.id}` as const;
  expect((await say(`PATCH ${at}`, { json: { answer: 'b' } })).status).toBe(428);
  const changed = await say(`PATCH ${at}`, { json: { answer: 'b', language: null }, version: 1 });
  expect(changed.body).toMatchObject({ question: 'q', answer: 'b', tags: ['t'], language: null, version: 2 });
  expect(codeOf(await say(`PATCH ${at}`, { json: { answer: 'c' }, version: 1 }))).toBe('stale');
  const unchanged = pairOf(await say(`PATCH ${at}`, { json: { answer: 'b' }, version: 2 }));
  // it is embedded meanwhile
  expect(unchanged).toEqual({ ...pairOf(changed), embedding_status: unchanged.embedding_status });
});

test('a removed pair is nowhere, and its question is free', async () => {
  const say = knowing(system);
  const json = { question: 'q', answer: 'a' };
  const { id } = pairOf(await say(`POST ${PAIRS}`, { json }));
  expect(codeOf(await knowing(system)(`DELETE ${PAIRS}/${id}`))).toBe('not_found');
  expect((await say(`DELETE ${PAIRS}/${id}`)).status).toBe(204);
  for (const line of [`GET ${PAIRS}/${id}`, `DELETE ${PAIRS}/${id}`] as const)
    expect(codeOf(await say(line))).toBe('not_found');
  expect(codeOf(await say(`PATCH ${PAIRS}/${id}`, { json, version: 2 }))).toBe('not_found');
  expect(pageOf(await say(`GET ${PAIRS}`)).items).toEqual([]);
  expect((await say(`POST ${PAIRS}`, { json })).status).toBe(201);
});

test('of those who add one question at once, one has added it', async () => {
  const say = knowing(system);
  const adding = Array.from({ length: 8 }, (_none, index) =>
    say(`POST ${PAIRS}`, { json: { question: 'same?', answer: `${index}` } }),
  );
  const statuses = (await Promise.all(adding)).map(({ status }) => status).toSorted((one, another) => one - another);
  expect(statuses).toEqual([201, ...Array<number>(7).fill(409)]);
});

test('lists are narrowed and sorted, and their pages have each pair once', async () => {
  const say = knowing(system);
  const made: Pair[] = [];
  for (let index = 0; index < 12; index += 1)
    made.push(
      await addPair(say, `${index % 2 === 0 ? 'Z' : '\u00c4'}${String(11 - index).padStart(2, '0')}`, {
        answer: index === 5 ? 'all of 100%_ of \\it' : 'a',
        phrasings: index === 6 ? ['WHAT? \u00c4HM'] : [],
        tags: [index < 3 ? 'few' : 'many'],
        language: index === 7 ? 'de' : null,
        source: index === 8 ? 'book' : '',
        valid_until: index === 9 ? '2020-01-01T00:00:00Z' : null,
        valid_from: index === 10 ? '2220-01-01T00:00:00Z' : null,
      }),
    );
  await say(`PATCH ${PAIRS}/${made[4]?.id ?? ''}`, { json: { answer: 'later' }, version: 1 });
  const places = async (query: string): Promise<number[]> => {
    const seen: Pair[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = pageOf(await say(`GET ${PAIRS}?limit=5&${query}${cursor === '' ? '' : `&cursor=${cursor}`}`));
      seen.push(...page.items);
      cursor = page.next_cursor;
    }
    return seen.map(({ id }) => made.findIndex((one) => one.id === id));
  };
  const up = Array.from({ length: 12 }, (_none, index) => index);
  expect(await places('sort=oldest')).toEqual(up);
  expect(await places('')).toEqual(up.toReversed());
  expect(await places('sort=changed')).toEqual([4, ...up.filter((place) => place !== 4).toReversed()]);
  expect(await places('sort=question')).toEqual([11, 9, 7, 5, 3, 1, 10, 8, 6, 4, 2, 0]);
  const found: readonly (readonly [string, number[]])[] = [
    ['tag=few', [2, 1, 0]],
    ['tag=few%20', [2, 1, 0]],
    ['language=de', [7]],
    ['source=book', [8]],
    ['valid=no_more', [9]],
    ['valid=not_yet', [10]],
    ['valid=now&tag=few', [2, 1, 0]],
    ['text=%25', [5]],
    ['text=_', [5]],
    [`text=${encodeURIComponent('\\')}`, [5]],
    [`text=${encodeURIComponent('what? \u00e4hm')}`, [6]],
    ['text=LATER', [4]],
    ['text=no+such', []],
    [`import_id=${randomUUID()}`, []],
    ['embedding_status=off', []],
  ];
  for (const [query, expected] of found) expect([query, await places(query)]).toEqual([query, expected]);
  const cursor = pageOf(await say(`GET ${PAIRS}?limit=5`)).next_cursor;
  expect(fieldsOf(await say(`GET ${PAIRS}?limit=5&sort=oldest&cursor=${cursor}`))).toEqual(['/query/cursor cursor']);
  const forged = [1, 'knowledge.pairs.question', '01900000-0000-7000-8000-000000000000', 1, 'a\u0000'];
  const written = Buffer.from(JSON.stringify(forged)).toString('base64url');
  expect(fieldsOf(await say(`GET ${PAIRS}?sort=question&cursor=${written}`))).toEqual(['/query/cursor cursor']);
});
