import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { useDatabase } from '../../../../../test/ground/database.ts';
import { newWorkspace, useRoom } from '../../../../platform/database/testing.ts';
import type { Run } from '../../../../platform/jobs/handler.ts';
import { beginChange } from '../change.ts';
import { putVectors, type Embedded } from '../../embedding/store/vectors.ts';
import { file, type FiledDraft } from '../store/filed-drafts.ts';
import { insertPairs, removePairs } from '../store/writing.ts';
import { forgetting } from './forget.ts';

const ground = useDatabase();
const room = useRoom(ground.appUrl);

const DRAFT = { answer: 'a', phrasings: [], tags: [], source: '', language: null, valid_from: null, valid_until: null };

const furnish = async (pairs: number, removed: number): Promise<string> => {
  const db = room.forWorkspace(newWorkspace());
  const drafts = Array.from({ length: pairs }, (_none, index) =>
    file(randomUUID(), { ...DRAFT, question: `${index}?` }),
  );
  await db.write(async (tx) => {
    const change = await beginChange(tx, { by: 'hand', actor: { kind: 'key', id: randomUUID() }, importId: null });
    await insertPairs(tx, change, drafts);
    await putVectors(
      tx,
      { id: randomUUID(), dimensions: 1 },
      { change: change.number, embedded: drafts.map(embeddedOf) },
    );
    await removePairs(
      tx,
      change,
      drafts.slice(0, removed).map(({ id }) => id),
    );
  });
  return db.workspace;
};

const embeddedOf = ({ id }: FiledDraft): Embedded => ({
  pair: id,
  textHash: Buffer.from('t'),
  contentHash: Buffer.from('c'),
  outcome: { kind: 'vector', vector: Float32Array.of(1) },
});

const count = async (table: string, workspace: string): Promise<number | null> =>
  (await ground.as('admin', `select from knowledge.${table} where workspace_id = $1`, [workspace])).rowCount;

test('pairs are forgotten with their history and their vectors seven days after they were removed, in every workspace', async () => {
  const workspaces = [await furnish(1300, 1200), await furnish(3, 3)] as const;
  const late = await furnish(3, 2);
  await ground.as('admin', `update knowledge.pairs set removed_at = removed_at - interval '7 days'`);
  await ground.as(
    'admin',
    `update knowledge.pairs set removed_at = removed_at + interval '1 minute' where workspace_id = $1`,
    [late],
  );
  const [sweep] = forgetting({ database: room }).handlers;
  await sweep?.handle([{ id: randomUUID(), payload: { time: 0 } }], { signal: new AbortController().signal } as Run);
  expect(await count('pairs', workspaces[0])).toBe(100);
  expect(await count('pair_versions', workspaces[0])).toBe(0);
  expect(await count('vectors', workspaces[0])).toBe(100);
  expect(await count('pairs', workspaces[1])).toBe(0);
  expect(await count('vectors', workspaces[1])).toBe(0);
  expect(await count('pairs', late)).toBe(3);
  expect(await count('pair_versions', late)).toBe(2);
  expect(await count('vectors', late)).toBe(3);
  const shelves = await ground.as('admin', 'select pairs, removed from knowledge.shelves order by pairs desc, removed');
  expect(shelves.rows).toEqual([
    { pairs: '100', removed: '0' },
    { pairs: '1', removed: '2' },
    { pairs: '0', removed: '0' },
  ]);
});
