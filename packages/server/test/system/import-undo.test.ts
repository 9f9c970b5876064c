import { expect, test } from 'vitest';
import { ask } from '../ground/ask.ts';
import { csvOf, importerOf, table } from '../ground/imports.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();

test('undo takes back what an import added and changed, and keeps what people have changed since', async () => {
  const importer = importerOf(system);
  await importer.run(
    csvOf([
      ['question', 'answer', 'tags'],
      ['old 1', 'a', 'x'],
      ['old 2', 'b', 'y'],
      ['old 3', 'c', ''],
    ]),
  );
  const before = await importer.pairs();
  const job = await importer.run(
    csvOf([
      ['question', 'answer', 'tags'],
      ['old 1', 'A', 'z'],
      ['old 2', 'B', ''],
      ['new 1', 'n', ''],
      ['new 2', 'm', ''],
    ]),
  );
  expect(job.counts).toMatchObject({ added: 2, changed: 2 });
  const edited = (await importer.pairs()).filter(({ question }) => ['old 2', 'new 2'].includes(question));
  for (const { id, version } of edited) {
    const { status } = await ask(system, `PATCH /api/v1/knowledge/pairs/${id}`, {
      role: 'analyst',
      workspace: importer.workspace,
      json: { answer: 'by hand' },
      headers: { 'if-match': `"${version}"` },
    });
    expect(status).toBe(200);
  }
  const undone = await importer.undone(job.id);
  expect(undone.undo).toMatchObject({ removed: 1, restored: 1, kept: 2 });
  expect(undone.counts).toEqual(job.counts);
  const after = await importer.pairs();
  expect(after.map(({ question, answer }) => `${question}: ${answer}`)).toEqual([
    'old 1: a',
    'old 2: by hand',
    'old 3: c',
    'new 2: by hand',
  ]);
  const { id, tags, created_at } = before[0] ?? {};
  expect(after[0]).toMatchObject({ id, tags, created_at, version: 3 });
  expect((await importer.act(job.id, 'undo')).body.undo).toEqual(undone.undo);
});

test('a cancelled import keeps what it had and counts it, and can be undone as well', async () => {
  const importer = importerOf(system);
  const { id } = await importer.send(table(60_000));
  await expect
    .poll(async () => (await importer.find(id)).counts.rows, { interval: 20, timeout: 30_000 })
    .toBeGreaterThan(0);
  expect((await importer.act(id, 'undo')).status).toBe(409);
  const { status, body } = await importer.act(id, 'cancel');
  expect(status).toBe(200);
  expect(body.status).toBe('cancelled');
  expect(body.counts.rows).toBeLessThan(60_000);
  const stored = async () =>
    (
      await system.database.as(
        'admin',
        'select count(*)::int as pairs from knowledge.pairs where workspace_id = $1 and removed_at is null',
        [importer.workspace],
      )
    ).rows;
  expect(await stored()).toEqual([{ pairs: body.counts.added }]);
  expect((await importer.act(id, 'cancel')).status).toBe(200);
  const undone = await importer.undone(id);
  expect(undone.counts).toEqual(body.counts);
  expect(undone.undo).toMatchObject({ removed: body.counts.added, restored: 0, kept: 0 });
  expect(await stored()).toEqual([{ pairs: 0 }]);
});

test('an import that has ended is not cancelled', async () => {
  const importer = importerOf(system);
  const { id } = await importer.run(table(1));
  expect((await importer.act(id, 'cancel')).status).toBe(409);
});

test('two imports of the same rows at once make each pair once, and count each row', async () => {
  const importer = importerOf(system);
  const files = [table(3000), `${table(3000)} \n`];
  const jobs = await Promise.all(files.map((file) => importer.send(file)));
  const [one, other] = await Promise.all(jobs.map(({ id }) => importer.ended(id)));
  const sum = (of: 'added' | 'unchanged') => (one?.counts[of] ?? 0) + (other?.counts[of] ?? 0);
  expect([sum('added'), sum('unchanged')]).toEqual([3000, 3000]);
  const { rows } = await system.database.as(
    'admin',
    'select count(*)::int as pairs from knowledge.pairs where workspace_id = $1',
    [importer.workspace],
  );
  expect(rows).toEqual([{ pairs: 3000 }]);
});
