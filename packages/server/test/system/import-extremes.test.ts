import { expect, test } from 'vitest';
import { ask } from '../ground/ask.ts';
import { csvOf, importerOf, table } from '../ground/imports.ts';
import { tokenOf, useSystem } from '../ground/system.ts';

const system = useSystem();

test('rows that are rejected with half a megabyte each come page by page, and all of them in their table', async () => {
  const importer = importerOf(system);
  const long = 'x'.repeat(500_000);
  const rows = Array.from({ length: 12 }, (_, at) => `question ${at},answer,${at} ${long}\n`);
  const job = await importer.run(`question,answer\nq,a\n${rows.join('')}`);
  expect(job.counts).toMatchObject({ rows: 13, added: 1, rejected: 12 });
  const found: number[] = [];
  let cursor: string | null = '';
  let pages = 0;
  while (cursor !== null) {
    const query = `limit=200&outcome=rejected${cursor === '' ? '' : `&cursor=${cursor}`}`;
    const { body } = await ask(system, `GET /api/v1/knowledge/imports/${job.id}/rows?${query}`, {
      role: 'viewer',
      workspace: importer.workspace,
    });
    const page = body as { items: { row: number }[]; next_cursor: string | null };
    expect(page.items.length).toBeLessThan(6);
    found.push(...page.items.map(({ row }) => row));
    cursor = page.next_cursor;
    pages += 1;
  }
  expect(pages).toBeGreaterThan(2);
  expect(found).toEqual(rows.map((_, at) => at + 2));
  const response = await system.fetch(`/api/v1/knowledge/imports/${job.id}/rejected.csv`, {
    headers: { authorization: `Bearer ${tokenOf('viewer', importer.workspace)}` },
  });
  expect((await response.text()).match(/question \d+/g)).toEqual(rows.map((_, at) => `question ${at}`));
});

test('a place that no list of rows gave out is refused by name', async () => {
  const importer = importerOf(system);
  const job = await importer.run(table(1));
  const cursor = Buffer.from(JSON.stringify([1, 'knowledge.import_rows', 2 ** 40])).toString('base64url');
  const { status, body } = await ask(system, `GET /api/v1/knowledge/imports/${job.id}/rows?cursor=${cursor}`, {
    role: 'viewer',
    workspace: importer.workspace,
  });
  expect(status).toBe(422);
  expect(body).toMatchObject({ errors: [{ pointer: '/query/cursor' }] });
});

test('who follows an import of a file with hundreds of columns hears how it ends', async () => {
  const importer = importerOf(system);
  const wide = Array.from({ length: 200 }, (_, at) => `${at} ${'n'.repeat(250)}`);
  const job = await importer.run(
    csvOf([
      ['question', 'answer', ...wide],
      ['q', 'a', ...wide],
    ]),
  );
  const stream = await system.fetch(`/api/v1/knowledge/imports/${job.id}/events`, {
    headers: { authorization: `Bearer ${tokenOf('viewer', importer.workspace)}` },
  });
  expect(await stream.text()).toContain('event: changed');
  expect(job.reading.notes).toEqual(['The file has 202 columns, of which the first 100 are told of.']);
});
