import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { useDatabase } from '../../../../test/ground/database.ts';
import { newWorkspace, useRoom } from '../../../platform/database/testing.ts';
import { systemClock } from '../../../platform/clock/clock.ts';
import { createIds } from '../../../platform/ids/uuid7.ts';
import type { ImportId } from '@holdfast/protocol/knowledge/ids';
import { PAIR_FIELDS } from '@holdfast/protocol/knowledge/pair';
import type { PairDraft } from '../pair-draft.ts';
import { beginChange, type Making } from './change.ts';
import { file } from './store/filed-drafts.ts';
import { undoDrafts, type Done } from './undo-drafts.ts';
import { writeDrafts, type Written } from './write-drafts.ts';

const ground = useDatabase();
const room = useRoom(ground.appUrl);
const makeId = createIds(systemClock);

const draft = (more: Partial<PairDraft> & { readonly question: string }): PairDraft => ({
  answer: 'a',
  phrasings: [],
  tags: [],
  source: '',
  language: null,
  valid_from: null,
  valid_until: null,
  ...more,
});

const ALL: ReadonlySet<keyof PairDraft> = new Set(PAIR_FIELDS);

const open = () => {
  const db = room.forWorkspace(newWorkspace());
  const making = (by: Making['by']): Making => ({
    by,
    actor: { kind: 'key', id: randomUUID() },
    importId: randomUUID() as ImportId,
  });
  const write = (drafts: readonly PairDraft[], says = ALL): Promise<Written[]> =>
    db.write(async (tx) =>
      writeDrafts(tx, await beginChange(tx, making('import')), {
        drafts: drafts.map((one) => file(makeId(), one)),
        says,
      }),
    );
  const undo = (written: readonly Written[]) =>
    db.write(async (tx) =>
      undoDrafts(
        tx,
        await beginChange(tx, making('undo')),
        written.filter((one): one is Done => one.outcome !== 'unchanged'),
      ),
    );
  const rows = async (columns: string, where = 'true') =>
    (
      await ground.as(
        'admin',
        `select ${columns} from knowledge.pairs where workspace_id = $1 and ${where} order by question`,
        [db.workspace],
      )
    ).rows as unknown[];
  const shelf = async () =>
    (
      await ground.as('admin', 'select change, pairs, removed from knowledge.shelves where workspace_id = $1', [
        db.workspace,
      ])
    ).rows[0] as unknown;
  return { db, write, undo, rows, shelf };
};

const outcomes = (written: readonly Written[]): string => written.map(({ outcome }) => outcome).join(' ');

test('drafts are added, then unchanged, then changed, each told of in its order', async () => {
  const { write, rows, shelf } = open();
  const first = await write([draft({ question: 'One?', tags: ['{', '"', '\\', ''] }), draft({ question: 'Two?' })]);
  expect(outcomes(first)).toBe('added added');
  const [one] = first;
  const second = await write([
    draft({ question: 'Three?' }),
    draft({ question: ' ONE? ', tags: ['{', '"', '\\', ''] }),
    draft({ question: 'Two?' }),
  ]);
  expect(second).toMatchObject([
    { outcome: 'added' },
    { outcome: 'changed', pairId: one?.pairId, versionBefore: 1, versionAfter: 2 },
    { outcome: 'unchanged', pairId: first[1]?.pairId },
  ]);
  expect(
    await rows('question, tags, version, change::integer as change, import_id = made_by_import as by_one'),
  ).toEqual([
    { question: ' ONE? ', tags: ['{', '"', '\\', ''], version: 2, change: 2, by_one: false },
    { question: 'Three?', tags: [], version: 1, change: 2, by_one: true },
    { question: 'Two?', tags: [], version: 1, change: 1, by_one: true },
  ]);
  expect(await shelf()).toEqual({ change: '2', pairs: '3', removed: '0' });
});

test('what a file does not say of a pair stays as people made it', async () => {
  const { write, rows } = open();
  await write([draft({ question: 'One?', tags: ['kept'], source: 'us' }), draft({ question: 'Two?', tags: ['kept'] })]);
  const says = new Set(['question', 'answer'] as const);
  const again = await write([draft({ question: 'One?' }), draft({ question: 'Two?', answer: 'b' })], says);
  expect(outcomes(again)).toBe('unchanged changed');
  expect(await rows('answer, tags, source')).toEqual([
    { answer: 'a', tags: ['kept'], source: 'us' },
    { answer: 'b', tags: ['kept'], source: '' },
  ]);
});

test('an undo removes and restores what nobody has touched since, and tells what it kept', async () => {
  const { write, undo, rows, shelf } = open();
  await write([draft({ question: 'One?' }), draft({ question: 'Two?' })]);
  const done = await write(['One?', 'Two?', 'Three?', 'Four?'].map((question) => draft({ question, answer: 'b' })));
  await write([draft({ question: 'Two?', answer: 'c' }), draft({ question: 'Four?', answer: 'c' })]);
  expect(await undo(done)).toEqual({ removed: 1, restored: 1, kept: 2 });
  expect(await rows('question, answer, version, made_by', 'removed_at is null')).toEqual([
    { question: 'Four?', answer: 'c', version: 2, made_by: 'import' },
    { question: 'One?', answer: 'a', version: 3, made_by: 'undo' },
    { question: 'Two?', answer: 'c', version: 3, made_by: 'import' },
  ]);
  expect(await shelf()).toMatchObject({ pairs: '3', removed: '1' });
  // a second undo finds everything touched: by the first
  expect(await undo(done)).toEqual({ removed: 0, restored: 0, kept: 4 });
});

test('those who write the same drafts at once add each question once', async () => {
  const { write, rows } = open();
  const drafts = Array.from({ length: 50 }, (_none, index) => draft({ question: `${index}?` }));
  const written = await Promise.all(Array.from({ length: 4 }, () => write(drafts)));
  expect(written.flat().filter(({ outcome }) => outcome === 'added')).toHaveLength(50);
  expect(await rows('id')).toHaveLength(50);
});

test('as soon as there are many the database has counted them, so that each is found by its index', async () => {
  const { write } = open();
  const counted = async () =>
    Number(
      (await ground.as('admin', `select reltuples from pg_class where oid = 'knowledge.pairs'::regclass`)).rows[0]
        .reltuples,
    );
  const many = (from: number) =>
    write(
      Array.from({ length: 1000 }, (_none, index) => draft({ question: `${from + index}?`, answer: 'a'.repeat(900) })),
    );
  await many(0);
  expect(await counted()).toBeLessThan(1000);
  await many(1000);
  expect(await counted()).toBeGreaterThanOrEqual(1000);
});
