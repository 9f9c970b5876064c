import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '../../../../../test/ground/database.ts';
import { newWorkspace, useRoom } from '../../../../platform/database/testing.ts';
import { NIL_ID } from '../../../../platform/ids/nil-id.ts';
import { beginChange } from '../../pairs/change.ts';
import { file } from '../../pairs/store/filed-drafts.ts';
import { insertPairs } from '../../pairs/store/writing.ts';
import { eachPage } from '../../search/following/pages.ts';
import { changedPairs } from '../../search/following/store.ts';
import { nextStretch } from '../store/pending.ts';
import { createPendingReader } from './pending-reader.ts';

const ground = useDatabase();
const room = useRoom(ground.appUrl);
const db = room.forWorkspace(newWorkspace());
const space = { id: randomUUID(), filled_to: 0 };
const PAIRS = 250;
const NOTHING = { phrasings: [], tags: [], source: '', language: null, valid_from: null, valid_until: null };
const BEGIN = { change: 0, id: NIL_ID };

describe('pairs with long answers', () => {
  beforeAll(() =>
    db.write(async (tx) => {
      const actor = { kind: 'member', id: randomUUID() } as const;
      const change = await beginChange(tx, { by: 'hand', actor, importId: null });
      const answer = 'x'.repeat(50_000);
      const drafts = Array.from({ length: PAIRS }, (_, at) =>
        file(randomUUID(), { ...NOTHING, question: `question ${at}`, answer }),
      );
      await insertPairs(tx, change, drafts);
    }),
  );

  test('are read by as much text as may be held at once by those who embed them, and all of them', async () => {
    const stretch = await db.read((tx) => nextStretch(tx, space, BEGIN, 1_000));
    expect([stretch.pending.length, stretch.isLast]).toEqual([84, false]);
    const reader = createPendingReader(db, space, undefined);
    const taken: string[] = [];
    for (let pairs = await reader.take(20); pairs.length > 0; pairs = await reader.take(20))
      taken.push(...pairs.map(({ question }) => question));
    expect(new Set(taken).size).toBe(PAIRS);
    expect(taken).toHaveLength(PAIRS);
  });

  test('and by those who follow them', async () => {
    const followed: number[] = [];
    await eachPage({
      from: BEGIN,
      most: 500,
      read: (page) => db.read((tx) => changedPairs(tx, { ...page, upTo: 10 }, { withRemoved: true })),
      take: async (rows) => {
        followed.push(rows.length);
      },
    });
    expect(followed).toEqual([84, 84, 82]);
  });
});
