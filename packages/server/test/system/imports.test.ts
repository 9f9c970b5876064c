import type { AuditEntry } from '@holdfast/protocol/audit/audit';
import { followImport, importFile, type ImportJob } from '@holdfast/protocol/knowledge/imports';
import { importsTopic } from '@holdfast/protocol/knowledge/imports-topic';
import { createHash, randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { captureLog } from '../../src/platform/log/testing/capture.ts';
import { ask } from '../ground/ask.ts';
import { csvOf, importerOf, table } from '../ground/imports.ts';
import { tokenOf, useSystem } from '../ground/system.ts';

const { log, lines } = captureLog({ level: 'info' });
const system = useSystem({ HOLDFAST_IMPORT_ROWS: '5000' }, { log });

const countsOf = ({ counts }: ImportJob) => counts;

test('a file becomes pairs, and every row of it is accounted for', async () => {
  const importer = importerOf(system);
  const sent = csvOf([
    ['Frage', 'Antwort', 'Tags'],
    ['How do I reset it?', 'Press the button.', 'device; reset'],
    ['', 'An answer without a question.', ''],
    ['how do i  RESET it?', 'Another answer.', ''],
    ['What is ␀ and "this"?', 'A =formula\nin two lines', ''],
  ]);
  const accepted = await importer.send(sent, { filename: '../../the faq.csv' });
  expect(accepted).toMatchObject({
    status: 'pending',
    filename: 'the faq.csv',
    bytes: Buffer.byteLength(sent),
    sha256: createHash('sha256').update(sent).digest('hex'),
    progress: { done: 0, total: 4 },
    same_as: null,
    reading: { format: 'csv', encoding: 'utf-8', mapping: { question: 'Frage', answer: 'Antwort', tags: ['Tags'] } },
  });
  const job = await importer.ended(accepted.id);
  expect(job.status).toBe('completed_with_errors');
  expect(countsOf(job)).toEqual({ rows: 4, added: 2, changed: 0, unchanged: 0, duplicate: 1, rejected: 1 });
  expect(job.progress).toMatchObject({ done: 4, total: 4, seconds_left: null });
  expect(await importer.rows(job.id)).toMatchObject([
    { row: 1, line: 2, outcome: 'added', code: null, cells: null },
    { row: 2, line: 3, outcome: 'rejected', cells: ['', 'An answer without a question.', ''] },
    { row: 3, line: 4, outcome: 'duplicate', code: 'question_twice' },
    { row: 4, line: 5, outcome: 'added' },
  ]);
  expect(await importer.rows(job.id, 'outcome=rejected')).toHaveLength(1);
  const pairs = await importer.pairs();
  expect(pairs).toMatchObject([
    { question: 'How do I reset it?', answer: 'Press the button.', tags: ['device', 'reset'], import_id: job.id },
    { question: 'What is ␀ and "this"?', answer: 'A =formula\nin two lines' },
  ]);
  expect(await readdir(join(system.folder, 'files', 'scratch'))).toEqual([]);
});

test('rejected rows come back as a table that no spreadsheet takes for formulas', async () => {
  const importer = importerOf(system);
  const job = await importer.run(
    csvOf([
      ['question', 'answer'],
      ['', '=cmd()'],
      ['q', 'a'],
      ['', '+1, "x"'],
    ]),
  );
  const response = await system.fetch(`/api/v1/knowledge/imports/${job.id}/rejected.csv`, {
    headers: { authorization: `Bearer ${tokenOf('viewer', importer.workspace)}` },
  });
  expect(response.headers.get('content-disposition')).toContain('rejected rows of faq.csv');
  const [, first, second] = (await importer.rows(job.id)).map(({ message }) => message);
  expect(first).toBeNull();
  expect(second).toBeTypeOf('string');
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(bytes.subarray(0, 3).toString('hex'), 'spreadsheets read it as UTF-8').toBe('efbbbf');
  const text = bytes.subarray(3).toString();
  expect(text.split('\r\n').slice(0, 1)).toEqual(['"file","line","reason","question","answer"']);
  expect(text).toContain(`"2","${second}","","'=cmd()"`);
  expect(text).toContain(`"4","${second}","","'+1, ""x"""`);
});

test('the same file again is recognised, and what is other in it is changed', async () => {
  const importer = importerOf(system);
  const first = await importer.run(table(20));
  const again = await importer.run(table(20));
  expect(again.same_as).toBe(first.id);
  expect(countsOf(again)).toMatchObject({ added: 0, unchanged: 20 });
  const changed = await importer.run(table(20).replace('"answer 7"', '"another answer"'));
  expect(changed.same_as).toBeNull();
  expect(countsOf(changed)).toMatchObject({ changed: 1, unchanged: 19 });
  expect((await importer.rows(changed.id, 'outcome=changed'))[0]).toMatchObject({ row: 7 });
});

test('a dry run says what would be, and stores nothing', async () => {
  const importer = importerOf(system);
  const found = await importer.dryRun(
    csvOf([
      ['Topic', 'Body'],
      ['q1', 'a1'],
      ['', 'a2'],
    ]),
    {
      mapping: JSON.stringify({ question: 'Topic', answer: 'Body' }),
    },
  );
  expect(found).toMatchObject({
    dry_run: true,
    rows: 2,
    rejected: 1,
    reading: { mapping_by: 'caller', columns: [{ name: 'Topic' }, { name: 'Body' }] },
    sample: [{ row: 1, line: 2, question: 'q1', answer: 'a1' }],
    problems: [{ row: 2, line: 3 }],
  });
  expect(await importer.pairs()).toEqual([]);
  const { body } = await ask(system, 'GET /api/v1/knowledge/imports', {
    role: 'viewer',
    workspace: importer.workspace,
  });
  expect(body).toMatchObject({ items: [] });
});

test('a file that cannot be taken is refused with what is wrong, and nothing is stored', async () => {
  const importer = importerOf(system);
  const latin = new Uint8Array(Buffer.from('question,answer\nWie hei\u00dft das?,So\n', 'latin1'));
  const answers = {
    many: await importer.post(table(5001)),
    empty: await importer.post(''),
    encoding: await importer.post(latin),
    mapping: await importer.post(table(1), { mapping: '{"question": ' }),
    unknown: await importer.post(table(1), { mapping: '{"questions": "question"}' }),
    column: await importer.post(table(1), { mapping: '{"question": "nowhere"}' }),
    inherited: await importer.post(table(1), { mapping: '{"__proto__": "question"}' }),
    named: await importer.post(table(1), { encoding: 'klingon' }),
  };
  expect(answers.many).toMatchObject({ status: 400, body: { code: 'too_many_rows', maximum: 5000 } });
  expect(answers.empty).toMatchObject({ status: 400, body: { code: 'unreadable_file' } });
  expect(answers.encoding).toMatchObject({ status: 422, body: { code: 'encoding_unclear' } });
  expect(String(answers.encoding.body['preview'])).toContain('Wie heißt das?');
  for (const { status, body } of [answers.mapping, answers.unknown, answers.column, answers.inherited])
    expect({ status, body }).toMatchObject({ status: 422, body: { errors: [{ pointer: '/query/mapping' }] } });
  expect(answers.named).toMatchObject({ status: 422, body: { errors: [{ pointer: '/query/encoding' }] } });
  const rows = await system.database.as('admin', 'select from knowledge.imports where workspace_id = $1', [
    importer.workspace,
  ]);
  expect(rows.rowCount).toBe(0);
  const job = await importer.ended((await importer.send(latin, { encoding: 'auto' })).id);
  expect(job).toMatchObject({ status: 'completed', reading: { encoding_by: 'guess' } });
  expect(await importer.pairs()).toMatchObject([{ question: 'Wie heißt das?' }]);
});

test('what happens to an import is told in order: in the log, to those who follow, and in the trail', async () => {
  const importer = importerOf(system);
  const client = system.as('analyst', importer.workspace);
  const seen: string[] = [];
  const stop = new AbortController();
  const follows = Promise.withResolvers<void>();
  const following = (async () => {
    for await (const news of client.live([{ topic: importsTopic }], { signal: stop.signal }))
      if (news.news === 'following') follows.resolve();
      else if (news.news === 'happened') seen.push(`${news.data.was} to ${news.data.status}`);
  })();
  await follows.promise;
  const { body } = await client.upload(importFile, { query: { filename: 'faq.csv' } }, new Blob([table(1500)]));
  const { id } = body as ImportJob;
  const states: string[] = [];
  for await (const { data } of client.stream(followImport, { params: { import_id: id } })) {
    states.push(data.status);
    if (data.ended_at !== null) break;
  }
  expect(states.at(-1)).toBe('completed');
  await importer.undone(id);
  const changes = ['null to pending', 'pending to processing', 'processing to completed', 'completed to undone'];
  await expect.poll(() => seen).toEqual(changes);
  stop.abort();
  await following;
  const logged = () =>
    lines.flatMap((line) => {
      const entry = JSON.parse(line) as Record<string, unknown>;
      return entry['event'] === 'import_job_status_changed' && entry['import_id'] === id
        ? [`${String(entry['was'])} to ${String(entry['status'])}`]
        : [];
    });
  await expect.poll(logged).toEqual(changes);
  const trail = await ask(system, 'GET /api/v1/audit', { role: 'admin', workspace: importer.workspace });
  const { items } = trail.body as { items: AuditEntry[] };
  const acts = items.map(({ action }) => action).filter((action) => action.startsWith('import.'));
  expect(acts).toEqual(['import.undone', 'import.started']);
});

test('metrics count what the import counts', async () => {
  const read = async () => {
    const { text } = await ask(system, 'GET /metrics');
    const valueOf = (name: string) =>
      Number(new RegExp(`^${name.replaceAll(/[{}"]/g, '\\$&')} (\\S+)$`, 'm').exec(text)?.[1] ?? 0);
    return {
      batches: valueOf('holdfast_import_batches_total{status="committed"}'),
      added: valueOf('holdfast_import_rows_total{outcome="added"}'),
      rejected: valueOf('holdfast_import_rows_total{outcome="rejected"}'),
      ended: valueOf('holdfast_import_seconds_count{status="completed_with_errors"}'),
    };
  };
  const before = await read();
  await importerOf(system).run(`${table(1200)}"",x\n`);
  const after = await read();
  expect(after).toEqual({
    batches: before.batches + 2,
    added: before.added + 1200,
    rejected: before.rejected + 1,
    ended: before.ended + 1,
  });
});

test('the same request with the same key again is the same import', async () => {
  const [workspace, member] = [randomUUID(), randomUUID()];
  const once = (body: string) =>
    system.fetch('/api/v1/knowledge/imports?filename=a.csv', {
      method: 'POST',
      body,
      headers: { authorization: `Bearer ${tokenOf('analyst', workspace, member)}`, 'idempotency-key': 'k' },
    });
  const [first, again] = [await once(table(3)), await once(table(3))];
  expect([first.status, again.status]).toEqual([202, 202]);
  expect(((await again.json()) as ImportJob).id).toBe(((await first.json()) as ImportJob).id);
  expect((await once(table(4))).status).toBe(422);
});

test('imports of others are not there', async () => {
  const importer = importerOf(system);
  const { id } = await importer.send(table(2));
  const workspace = randomUUID();
  for (const path of ['', '/events', '/rows', '/rejected.csv'])
    expect(
      (await ask(system, `GET /api/v1/knowledge/imports/${id}${path}`, { role: 'analyst', workspace })).status,
    ).toBe(404);
  for (const act of ['cancel', 'undo'])
    expect(
      (await ask(system, `POST /api/v1/knowledge/imports/${id}/${act}`, { role: 'analyst', workspace })).status,
    ).toBe(404);
});
