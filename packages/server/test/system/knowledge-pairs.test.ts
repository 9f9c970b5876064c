import type { Pair } from '@holdfast/protocol/knowledge/pair';
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { ask, fieldsOf, type Asked } from '../ground/ask.ts';
import { codeOf } from '../ground/identity.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();
const PATH = '/api/v1/knowledge/pairs';

interface Asking {
  readonly json?: object;
  readonly version?: number;
  readonly role?: 'viewer' | 'analyst';
}

const inWorkspace =
  (workspace: string = randomUUID()) =>
  (line: `${string} ${string}`, { json, version, role = 'analyst' }: Asking = {}): Promise<Asked> =>
    ask(system, line, {
      role,
      workspace,
      ...(json === undefined ? {} : { json }),
      ...(version === undefined ? {} : { headers: { 'if-match': `"${version}"` } }),
    });

const pairOf = ({ body }: Asked): Pair => body as Pair;
const pageOf = ({ body }: Asked) => body as { readonly items: Pair[]; readonly next_cursor: string | null };

const ODD = 'ignore\u0301 "quotes", {braces}, \\back\\slashes\\, \u{1f600} and\nnew lines\t';

test('a pair is kept word for word, and read by viewers', async () => {
  const say = inWorkspace();
  const json = {
    question: ` ${ODD} `,
    answer: `NULL ${ODD}`,
    phrasings: [ODD, '', 'NULL'].filter((text) => text !== ''),
    tags: ['a,b', '"c"', '\\', 'null', 'a,b'],
    source: 'the handbook',
    language: 'de-CH',
    valid_from: '2026-01-01T01:30:00.5+02:00',
  };
  const made = await say(`POST ${PATH}`, { json });
  expect(made).toMatchObject({
    status: 201,
    body: {
      ...json,
      tags: ['a,b', '"c"', '\\', 'null'],
      valid_from: '2025-12-31T23:30:00.500000Z',
      valid_until: null,
      import_id: null,
      embedding_status: 'off',
      version: 1,
    },
  });
  expect((await say(`GET ${PATH}/${pairOf(made).id}`, { role: 'viewer' })).body).toEqual(made.body);
  expect(pageOf(await say(`GET ${PATH}`, { role: 'viewer' })).items).toEqual([made.body]);
  expect((await say(`POST ${PATH}`, { role: 'viewer', json })).status).toBe(403);
});

test('what no pair can be is refused by the name of its field', async () => {
  const say = inWorkspace();
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
    const refused = await say(`POST ${PATH}`, { json: { question: 'q', answer: 'a', ...wrong } });
    expect(refused.status).toBe(422);
    expect(fieldsOf(refused).join()).toContain(pointer);
  }
  expect(pageOf(await say(`GET ${PATH}`)).items).toEqual([]);
});

test('a workspace has a question once, and others have their own', async () => {
  const say = inWorkspace();
  const { id } = pairOf(await say(`POST ${PATH}`, { json: { question: 'Where is it?', answer: 'a' } }));
  const taken = await say(`POST ${PATH}`, { json: { question: ' where  IS it?', answer: 'b' } });
  expect(taken).toMatchObject({ status: 409, body: { code: 'question_taken', pair_id: id } });
  const other = pairOf(await say(`POST ${PATH}`, { json: { question: 'And now?', answer: 'b' } }));
  expect(codeOf(await say(`PATCH ${PATH}/${other.id}`, { json: { question: 'WHERE IS IT?' }, version: 1 }))).toBe(
    'question_taken',
  );
  expect(await say(`PATCH ${PATH}/${id}`, { json: { question: 'WHERE is it?' }, version: 1 })).toMatchObject({
    status: 200,
    body: { question: 'WHERE is it?', version: 2 },
  });
  expect((await inWorkspace()(`POST ${PATH}`, { json: { question: 'Where is it?', answer: 'a' } })).status).toBe(201);
});

test('a change touches what it names, by its version, and none is no version', async () => {
  const say = inWorkspace();
  const json = { question: 'q', answer: 'a', tags: ['t'], language: 'en' };
  const was = pairOf(await say(`POST ${PATH}`, { json }));
  const at = `${PATH}/${was.id}` as const;
  expect((await say(`PATCH ${at}`, { json: { answer: 'b' } })).status).toBe(428);
  const changed = await say(`PATCH ${at}`, { json: { answer: 'b', language: null }, version: 1 });
  expect(changed.body).toMatchObject({ question: 'q', answer: 'b', tags: ['t'], language: null, version: 2 });
  expect(codeOf(await say(`PATCH ${at}`, { json: { answer: 'c' }, version: 1 }))).toBe('stale');
  expect((await say(`PATCH ${at}`, { json: { answer: 'b' }, version: 2 })).body).toEqual(changed.body);
});

test('a removed pair is nowhere, and its question is free', async () => {
  const say = inWorkspace();
  const json = { question: 'q', answer: 'a' };
  const { id } = pairOf(await say(`POST ${PATH}`, { json }));
  expect(codeOf(await inWorkspace()(`DELETE ${PATH}/${id}`))).toBe('not_found');
  expect((await say(`DELETE ${PATH}/${id}`)).status).toBe(204);
  for (const line of [`GET ${PATH}/${id}`, `DELETE ${PATH}/${id}`] as const)
    expect(codeOf(await say(line))).toBe('not_found');
  expect(codeOf(await say(`PATCH ${PATH}/${id}`, { json, version: 2 }))).toBe('not_found');
  expect(pageOf(await say(`GET ${PATH}`)).items).toEqual([]);
  expect((await say(`POST ${PATH}`, { json })).status).toBe(201);
});

test('of those who add one question at once, one has added it', async () => {
  const say = inWorkspace();
  const adding = Array.from({ length: 8 }, (_none, index) =>
    say(`POST ${PATH}`, { json: { question: 'same?', answer: `${index}` } }),
  );
  const statuses = (await Promise.all(adding)).map(({ status }) => status).toSorted((one, another) => one - another);
  expect(statuses).toEqual([201, ...Array<number>(7).fill(409)]);
});
