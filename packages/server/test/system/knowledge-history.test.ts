import type { AuditEntry } from '@holdfast/protocol/audit/audit';
import type { PairVersion } from '@holdfast/protocol/knowledge/pairs';
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { ask, fieldsOf, type Asked } from '../ground/ask.ts';
import { codeOf } from '../ground/identity.ts';
import { addPair, knowing, pairOf, PAIRS } from '../ground/knowledge.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();

interface Bulk {
  readonly changed: string[];
  readonly unchanged: string[];
  readonly refused: { readonly id: string; readonly code: string }[];
}

const versionsOf = ({ body }: Asked) => (body as { readonly items: PairVersion[] }).items;

test('history has each version with who made it and how, and pages through it', async () => {
  const workspace = randomUUID();
  const say = knowing(system, workspace);
  const member = randomUUID();
  const { id } = await addPair(say, 'q');
  const answer = (text: string, version: number) =>
    ask(system, `PATCH ${PAIRS}/${id}`, {
      workspace,
      member,
      json: { answer: text },
      headers: { 'if-match': `"${version}"` },
    });
  await answer('b', 1);
  await answer('c', 2);
  await say(`DELETE ${PAIRS}/${id}`);
  const at = `GET ${PAIRS}/${id}/history` as const;
  const all = versionsOf(await say(at, { role: 'viewer' }));
  expect(all.map(({ version, answer: text, removed, made }) => [version, text, removed, made.by])).toEqual([
    [4, 'c', true, 'removal'],
    [3, 'c', false, 'hand'],
    [2, 'b', false, 'hand'],
    [1, 'a', false, 'hand'],
  ]);
  expect(all[1]?.made.actor).toEqual({ kind: 'member', id: member, name: null });
  const first = await say(`${at}?limit=3`);
  const cursor = (first.body as { next_cursor: string }).next_cursor;
  expect([...versionsOf(first), ...versionsOf(await say(`${at}?limit=3&cursor=${cursor}`))]).toEqual(all);
  expect(codeOf(await knowing(system)(at))).toBe('not_found');
});

test('a pair becomes what it was, and a removed one comes back unless its question is taken', async () => {
  const say = knowing(system);
  const { id } = await addPair(say, 'q', { tags: ['t'] });
  await say(`PATCH ${PAIRS}/${id}`, { json: { question: 'other', tags: [] }, version: 1 });
  const restore = (version: number) => say(`POST ${PAIRS}/${id}/restore`, { json: { version } });
  expect((await restore(1)).body).toMatchObject({ question: 'q', tags: ['t'], version: 3 });
  expect((await restore(1)).body).toMatchObject({ version: 3 });
  expect(fieldsOf(await restore(7))).toEqual(['/body/version unknown']);
  expect(fieldsOf(await restore(2 ** 40))).toEqual(['/body/version unknown']);
  await say(`DELETE ${PAIRS}/${id}`);
  const taking = await addPair(say, 'q');
  expect(await restore(4)).toMatchObject({ status: 409, body: { code: 'question_taken', pair_id: taking.id } });
  expect((await restore(2)).body).toMatchObject({ question: 'other', tags: [], version: 5 });
  const [now, removed] = versionsOf(await say(`GET ${PAIRS}/${id}/history`));
  expect([now?.made.by, now?.removed, removed?.made.by, removed?.removed]).toEqual(['restore', false, 'removal', true]);
});

test('many pairs are changed at once, and what one cannot be is told of that one', async () => {
  const say = knowing(system);
  const act = async (pairs: readonly string[], kind: string, more: object = {}): Promise<Bulk> =>
    (await say(`POST ${PAIRS}/bulk`, { json: { pairs, act: { kind, ...more } } })).body as Bulk;
  const tags = Array.from({ length: 20 }, (_none, index) => `t${index}`);
  const [one, two, full] = [
    await addPair(say, '1'),
    await addPair(say, '2', { tags: ['new'] }),
    await addPair(say, '3', { tags }),
  ];
  const nowhere = randomUUID();
  expect(await act([one.id, two.id, full.id, nowhere, one.id], 'add_tags', { tags: ['new'] })).toMatchObject({
    changed: [one.id],
    unchanged: [two.id],
    refused: [
      { id: full.id, code: 'too_many_tags' },
      { id: nowhere, code: 'not_found' },
    ],
  });
  const all = [one.id, two.id, full.id];
  expect((await act(all, 'remove_tags', { tags: [' new', 't3\n'] })).changed).toEqual(all);
  expect((await act(all, 'set_source', { source: 's' })).changed).toEqual(all);
  expect((await act(all, 'set_language', { language: 'de' })).changed).toEqual(all);
  const validity = { valid_from: '2026-01-01T00:00:00Z', valid_until: null };
  expect((await act(all, 'set_validity', validity)).changed).toEqual(all);
  expect(pairOf(await say(`GET ${PAIRS}/${one.id}`))).toMatchObject({
    tags: [],
    source: 's',
    language: 'de',
    valid_from: '2026-01-01T00:00:00.000000Z',
    version: 6,
  });
  const never = await say(`POST ${PAIRS}/bulk`, {
    json: {
      pairs: all,
      act: { kind: 'set_validity', valid_from: validity.valid_from, valid_until: '2025-01-01T00:00:00Z' },
    },
  });
  expect(fieldsOf(never)).toEqual(['/body/act/valid_until order']);
  expect((await act(all, 'remove')).changed).toEqual(all);
  expect(await act([...all, nowhere], 'remove')).toMatchObject({ unchanged: all, refused: [{ id: nowhere }] });
  expect((await act(all, 'set_source', { source: '' })).refused.map(({ code }) => code)).toEqual(
    Array(3).fill('not_found'),
  );
  await addPair(say, '2');
  expect(await act(all, 'restore')).toMatchObject({
    changed: [one.id, full.id],
    refused: [{ id: two.id, code: 'question_taken' }],
  });
});

test('of two removed pairs with one question one comes back', async () => {
  const say = knowing(system);
  const bulk = (pairs: readonly string[], kind: string) =>
    say(`POST ${PAIRS}/bulk`, { json: { pairs, act: { kind } } });
  const first = await addPair(say, 'q');
  await bulk([first.id], 'remove');
  const second = await addPair(say, 'Q');
  await bulk([second.id], 'remove');
  expect((await bulk([second.id, first.id], 'restore')).body).toMatchObject({
    changed: [second.id],
    refused: [{ id: first.id, code: 'question_taken' }],
  });
});

test('a thousand pairs are changed in one transaction, and written down as one act', async () => {
  const workspace = randomUUID();
  const say = knowing(system, workspace);
  const { id } = await addPair(say, 'q');
  const pairs = [id, ...Array.from({ length: 999 }, () => randomUUID())];
  const acted = await say(`POST ${PAIRS}/bulk`, { json: { pairs, act: { kind: 'remove' } } });
  expect((acted.body as Bulk).refused).toHaveLength(999);
  expect((await say(`POST ${PAIRS}/bulk`, { json: { pairs: [...pairs, id], act: { kind: 'remove' } } })).status).toBe(
    422,
  );
  const trail = await ask(system, 'GET /api/v1/audit?action=pair', { role: 'admin', workspace });
  expect((trail.body as { items: AuditEntry[] }).items.map(({ action, facts }) => [action, facts])).toEqual([
    ['pairs.changed', { act: 'remove', changed: 1, unchanged: 0, refused: 999 }],
    ['pair.added', {}],
  ]);
});
