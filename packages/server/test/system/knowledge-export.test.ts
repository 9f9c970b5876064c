import type { AuditEntry } from '@holdfast/protocol/audit/audit';
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { ask } from '../ground/ask.ts';
import { addPair, knowing, PAIRS } from '../ground/knowledge.ts';
import { importerOf } from '../ground/imports.ts';
import { tokenOf, useSystem } from '../ground/system.ts';

const system = useSystem();

test('pairs are exported once each in their order, narrowed as a list is, and it is written down', async () => {
  const workspace = randomUUID();
  const say = knowing(system, workspace);
  for (let index = 0; index < 5; index += 1) await addPair(say, `=${index}`, { tags: [index < 2 ? 'few' : 'many'] });
  const gone = await addPair(say, 'gone');
  await say(`DELETE ${PAIRS}/${gone.id}`);
  await addPair(knowing(system), 'of somebody else');
  const lines = async (query: string) => {
    const { text, headers } = await say(`GET ${PAIRS}/export?${query}`, { role: 'viewer' });
    return {
      rows: text.trimEnd().split(/\r?\n/u),
      type: headers.get('content-type'),
      name: headers.get('content-disposition'),
    };
  };
  const csv = await lines('');
  expect(csv.rows.slice(1).map((row) => row.slice(0, 4))).toEqual(['"=0"', '"=1"', '"=2"', '"=3"', '"=4"']);
  expect([csv.type, csv.name]).toEqual([
    'text/csv; charset=utf-8',
    expect.stringMatching(/"knowledge-\d{4}-\d\d-\d\d\.csv"/u),
  ]);
  const sheet = await lines('format=spreadsheet&tag=few');
  expect(sheet.rows.slice(1).map((row) => row.slice(0, 5))).toEqual([`"'=0"`, `"'=1"`]);
  const jsonl = await lines('format=jsonl&text=3');
  expect(jsonl.rows.map((row) => (JSON.parse(row) as { question: string }).question)).toEqual(['=3']);
  expect([jsonl.type, jsonl.name]).toEqual(['application/x-ndjson; charset=utf-8', expect.stringContaining('.jsonl"')]);
  const trail = await ask(system, 'GET /api/v1/audit?action=pairs', { role: 'admin', workspace });
  expect((trail.body as { items: AuditEntry[] }).items.map(({ facts }) => facts)).toEqual([
    { format: 'jsonl' },
    { format: 'spreadsheet' },
    { format: 'csv' },
  ]);
});

test('all of many pages comes, whatever is changed and added meanwhile', async () => {
  const workspace = randomUUID();
  const say = knowing(system, workspace);
  await system.database.as(
    'admin',
    `insert into knowledge.pairs (workspace_id, id, question, answer, phrasings, tags, source, question_key, sort_key,
                                  text_hash, change, made_by, actor_kind, actor_id)
     select $1, ('019a0000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'q' || n, repeat('a', 3000), '{}', '{}', '',
            decode(lpad(n::text, 32, '0'), 'hex'), 'q', '', 1, 'hand', 'key', $1
       from generate_series(1, 1500) n`,
    [workspace],
  );
  const response = await system.fetch(`${PAIRS}/export?format=jsonl`, {
    headers: { authorization: `Bearer probe.viewer.${workspace}.${randomUUID()}` },
  });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const parts = [(await reader.read()).value ?? new Uint8Array()];
  await addPair(say, 'added meanwhile');
  await say(`DELETE ${PAIRS}/019a0000-0000-7000-8000-000000001500`);
  for (let part = await reader.read(); !part.done; part = await reader.read()) parts.push(part.value);
  const text = Buffer.concat(parts).toString();
  const questions = text
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { question: string }).question);
  expect(questions.slice(0, 1499)).toEqual(Array.from({ length: 1499 }, (_none, index) => `q${index + 1}`));
  expect(questions).not.toContain('added meanwhile');
});

test('a workspace has so many exports at once, and others have theirs', async () => {
  const workspace = randomUUID();
  const say = knowing(system, workspace);
  const answer = 'a'.repeat(45_000);
  for (let nth = 0; nth < 2; nth += 1) {
    const rows = Array.from({ length: 100 }, (_, at) => `{"question":"${nth} ${at}","answer":"${answer}"}\n`);
    await importerOf(system, workspace).run(rows.join(''), { filename: 'large.jsonl' });
  }
  const begin = async (): Promise<Response> =>
    system.fetch(`${PAIRS}/export`, { headers: { authorization: `Bearer ${tokenOf('viewer', workspace)}` } });
  const open = await Promise.all(Array.from({ length: 4 }, begin));
  expect(open.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  const refused = await say(`GET ${PAIRS}/export`);
  expect(refused).toMatchObject({ status: 429 });
  expect(refused.headers.get('retry-after')).not.toBeNull();
  expect((await knowing(system)(`GET ${PAIRS}/export`)).status).toBe(200);
  for (const { body } of open) await body?.cancel();
  await expect.poll(async () => (await say(`GET ${PAIRS}/export?tag=none`)).status).toBe(200);
});
