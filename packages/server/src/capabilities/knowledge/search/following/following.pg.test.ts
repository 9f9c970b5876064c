import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { useDatabase } from '../../../../../test/ground/database.ts';
import { systemClock } from '../../../../platform/clock/clock.ts';
import { newWorkspace, useRoom } from '../../../../platform/database/testing.ts';
import { createIds } from '../../../../platform/ids/uuid7.ts';
import { currentSpace, insertSpace, makeCurrent, retireSpace, type Space } from '../../embedding/store/spaces.ts';
import { putVectors } from '../../embedding/store/vectors.ts';
import { contentHash } from '../../embedding/content.ts';
import { beginChange, type Making } from '../../pairs/change.ts';
import { file } from '../../pairs/store/filed-drafts.ts';
import { insertPairs } from '../../pairs/store/writing.ts';
import type { Asked, Hit } from '../pair-index/asking.ts';
import { createIndexThread, IndexesLost } from '../thread/index-thread.ts';
import { createFollowedIndex } from './followed-index.ts';
import { createIndexes } from './indexes.ts';
import { readMoment } from './store.ts';

const ground = useDatabase();
const oneNode = useRoom(ground.appUrl);
const otherNode = useRoom(ground.appUrl);
const makeId = createIds(systemClock);

const MAKING: Making = { by: 'hand', actor: { kind: 'member', id: makeId() }, importId: null };
const SPACE: Omit<Space, 'id' | 'filled_to'> = {
  embedder: 'built_in',
  provider_id: null,
  model: 'a model',
  dimensions: 2,
  asked_dimensions: null,
  batch_size: 10,
  concurrency: 1,
  background: 0,
  status: 'current',
};
const EAST = Float32Array.of(1, 0);
const NORTH = Float32Array.of(0, 1);
const IDLE_MS = 30 * 60_000;

/** One workspace: written on one node, asked on the other. */
const open = () => {
  const workspace = newWorkspace();
  const db = oneNode.forWorkspace(workspace);
  const elsewhere = otherNode.forWorkspace(workspace);
  const textOf = (question: string) => ({ question, answer: 'Because.', phrasings: [] });
  return {
    workspace,
    db,
    elsewhere,
    async write(question: string): Promise<string> {
      const id = makeId();
      const said = { ...textOf(question), tags: [], source: '', language: null, valid_from: null, valid_until: null };
      await db.write(async (tx) => insertPairs(tx, await beginChange(tx, MAKING), [file(id, said)]));
      return id;
    },
    async addSpace(status: 'current' | 'filling'): Promise<string> {
      const id = makeId();
      await db.write((tx) => insertSpace(tx, { ...SPACE, id, status }));
      return id;
    },
    embed: (space: string, pair: string, question: string, vector: Float32Array) =>
      db.write(async (tx) => {
        const { number: change } = await beginChange(tx, MAKING);
        const made = {
          pair,
          textHash: Buffer.alloc(16),
          contentHash: contentHash(textOf(question)),
          outcome: { kind: 'vector', vector },
        } as const;
        await putVectors(tx, { id: space, dimensions: 2 }, { change, embedded: [made] });
      }),
    told: () => elsewhere.read((tx) => Promise.all([readMoment(tx), currentSpace(tx)])),
  };
};

const asked = (question: string, meaning?: Asked['meaning']): Asked => ({
  question,
  mode: meaning === undefined ? 'keyword' : 'vector',
  limit: 10,
  tags: [],
  at: Date.now(),
  meaning,
});

const idsOf = (hits: readonly Hit[] | undefined): string[] | undefined => hits?.map(({ id }) => id);

const openIndexes = () => {
  let now = 0;
  const indexes = createIndexes({ database: otherNode, clock: { elapsed: () => now }, mostBytes: 2 ** 30 });
  onTestFinished(() => indexes.close());
  return {
    indexes,
    pass(milliseconds: number) {
      now += milliseconds;
    },
  };
};

type Ground = ReturnType<typeof open>;
type Rooms = ReturnType<typeof openIndexes>;

const search = async ({ workspace, told }: Ground, { indexes }: Rooms, question: Asked) => {
  const [moment, current] = await told();
  const signal = new AbortController().signal;
  return idsOf(await indexes.ask(workspace, question, { moment, current, signal }));
};

test('what one node commits is found by the next question to another node', async () => {
  const [here, there] = [open(), openIndexes()];
  for (let nth = 0; nth < 20; nth += 1) {
    const id = await here.write(`How do I turn on lamp${nth}?`);
    expect(await search(here, there, asked(`lamp${nth}`))).toEqual([id]);
  }
  await here.db.write(async (tx) => {
    const { number: change } = await beginChange(tx, MAKING);
    await tx.run(sql`
      update knowledge.pairs set removed_at = holdfast.now(), change = ${change}::bigint
       where workspace_id = ${tx.workspace} and question = 'How do I turn on lamp7?'`);
  });
  expect(await search(here, there, asked('lamp7'))).toEqual([]);
});

test('another node turns to the space of another embedder without a question that finds nothing', async () => {
  const [here, there] = [open(), openIndexes()];
  const pair = await here.write('Where is my parcel?');
  const before = await here.addSpace('current');
  await here.embed(before, pair, 'Where is my parcel?', EAST);
  expect(await search(here, there, asked('?', { space: before, vector: EAST, background: 0 }))).toEqual([pair]);

  const after = await here.addSpace('filling');
  await here.embed(after, pair, 'Where is my parcel?', NORTH);
  await here.db.write(async (tx) => {
    await retireSpace(tx, before);
    await makeCurrent(tx, after);
  });
  const vectors = new Map([
    [before, EAST],
    [after, NORTH],
  ]);
  await expect
    .poll(async () => {
      const [moment, current] = await here.told();
      const space = await there.indexes.follow(here.workspace, moment, current);
      const vector = vectors.get(space?.id ?? '') ?? Float32Array.of(0, 0);
      const found = await search(here, there, asked('?', { space: space?.id ?? '', vector, background: 0 }));
      // undefined: it turned between the two, and whoever asks gives the question its meaning once more
      if (found !== undefined) expect(found).toEqual([pair]);
      return space?.id;
    })
    .toBe(after);
  expect(await search(here, there, asked('?', { space: before, vector: EAST, background: 0 }))).toBeUndefined();
});

test('when the thread of the indexes dies, nobody waits for ever, and the next question is answered by another', async () => {
  const here = open();
  const id = await here.write('How do I renew a permit?');
  const thread = createIndexThread();
  onTestFinished(() => thread.close());
  let numbers = 0;
  const index = createFollowedIndex({
    db: here.elsewhere,
    thread,
    nextNumber: () => (numbers += 1),
    onSize: () => {},
  });
  const [moment, current] = await here.told();
  await index.follow(moment, current);
  const waiting = Array.from({ length: 50 }, () => index.ask(asked('permit')));
  await thread.close();
  for (const settled of await Promise.allSettled(waiting)) {
    if (settled.status === 'fulfilled') expect(idsOf(settled.value)).toEqual([id]);
    else expect(settled.reason).toBeInstanceOf(IndexesLost);
  }
  expect(index.size).toEqual({ pairs: 0, bytes: 0 });
  await expect(index.ask(asked('permit'))).rejects.toThrow(IndexesLost);
  await index.follow(moment, current);
  expect(idsOf(await index.ask(asked('permit')))).toEqual([id]);
});

test('half an hour after the last question an index is given up, and it is built anew for the next', async () => {
  const [here, there] = [open(), openIndexes()];
  const id = await here.write('How do I renew a permit?');
  expect(await search(here, there, asked('permit'))).toEqual([id]);
  there.pass(IDLE_MS - 1);
  there.indexes.giveUpIdle();
  expect(there.indexes.size()).toMatchObject({ indexes: 1, pairs: 1 });
  there.pass(1);
  there.indexes.giveUpIdle();
  expect(there.indexes.size()).toEqual({ indexes: 0, pairs: 0, bytes: 0 });
  expect(await search(here, there, asked('permit'))).toEqual([id]);
});
