import type { WorkspaceId } from '@holdfast/protocol/ids';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { useDatabase } from '../../../../../test/ground/database.ts';
import { systemClock } from '../../../../platform/clock/clock.ts';
import { newWorkspace, useRoom } from '../../../../platform/database/testing.ts';
import { createIds } from '../../../../platform/ids/uuid7.ts';
import { useWorkers } from '../../../../platform/jobs/testing/workers.ts';
import { createMetrics } from '../../../../platform/telemetry/metrics.ts';
import type { PairDraft } from '../../pair-draft.ts';
import { beginChange, type Making } from '../../pairs/change.ts';
import { file } from '../../pairs/store/filed-drafts.ts';
import { readStored } from '../../pairs/store/reading.ts';
import { insertPairs, rewritePairs } from '../../pairs/store/writing.ts';
import { createBuiltInEmbedder } from '../../static-embedder/built-in-embedder.ts';
import { createGates } from '../embedders/gates.ts';
import { EmbedderFailure } from '../embedders/embedder-failure.ts';
import type { Embedder } from '../embedders/embedder.ts';
import { embeddingStatus } from '../store/embedding-status.ts';
import { insertSpace, liveSpaces, type Space } from '../store/spaces.ts';
import { createScriptedEmbedder, DIMENSIONS } from '../testing/scripted-embedder.ts';
import { createFillLater } from './begin-filling.ts';
import { fillingWork } from './work.ts';

const ground = useDatabase();
const room = useRoom(ground.appUrl);
const workers = useWorkers(ground, room);
const makeId = createIds(systemClock);

/** A workspace with a space and a scripted embedder; the built-in one when no space is wanted. */
const open = async (space: Partial<Space> | null = {}) => {
  const workspace = newWorkspace();
  const db = room.forWorkspace(workspace);
  const embedder = createScriptedEmbedder();
  const fillLater = createFillLater({ jobs: workers.jobs, makeId });
  const add = (overrides: Partial<Space>) =>
    db.write((tx) => insertSpace(tx, { ...SPACE, id: makeId(), ...overrides }));
  if (space !== null) await add(space);
  return {
    workspace,
    db,
    embedder,
    addSpace: add,
    spaces: () => db.read(liveSpaces),
    /** Writes pairs as others do: the number of the change first, the filling last. */
    write: (pairs: readonly Written[]) =>
      db.write(async (tx) => {
        const change = await beginChange(tx, MAKING);
        const drafts = pairs.map(({ id, ...said }) => file(id, { ...DRAFT, ...said }));
        const known = new Set(
          (
            await readStored(
              tx,
              pairs.map(({ id }) => id),
            )
          ).map(({ id }) => id),
        );
        const [older, newer] = [drafts.filter(({ id }) => known.has(id)), drafts.filter(({ id }) => !known.has(id))];
        if (newer.length > 0) await insertPairs(tx, change, newer);
        if (older.length > 0) await rewritePairs(tx, change, older);
        await fillLater(tx);
      }),
    statuses: () =>
      db.read((tx) =>
        tx.many(sql<{ question: string; status: string }>`
          select question, ${embeddingStatus} as status from knowledge.pairs p
           where workspace_id = ${workspace} order by question`),
      ),
  };
};

interface Written extends Partial<PairDraft> {
  readonly id: string;
  readonly question: string;
}

const DRAFT: PairDraft = {
  question: '',
  answer: 'Because.',
  phrasings: [],
  tags: [],
  source: '',
  language: null,
  valid_from: null,
  valid_until: null,
};

const MAKING: Making = { by: 'hand', actor: { kind: 'member', id: makeId() }, importId: null };

const SPACE: Omit<Space, 'id' | 'filled_to'> = {
  embedder: 'provider',
  provider_id: null,
  model: 'scripted',
  dimensions: DIMENSIONS,
  asked_dimensions: null,
  batch_size: 10,
  concurrency: 2,
  background: 0,
  status: 'current',
};

const work = (embedder: Embedder) => {
  const parts = {
    clock: systemClock,
    jobs: workers.jobs,
    metrics: createMetrics(),
    timeoutMs: 5_000,
    onEmbedded: () => {},
  };
  const gates = createGates({ clock: systemClock, jitter: () => 1 });
  return fillingWork({ ...parts, gates, embedderOf: async () => embedder });
};

const questions = (count: number, from = 0): readonly Written[] =>
  Array.from({ length: count }, (_nothing, nth) => ({ id: makeId(), question: `Question number ${from + nth}?` }));

const countOf = async (workspace: WorkspaceId, where: string): Promise<number> =>
  (await ground.as('admin', `select from knowledge.vectors where workspace_id = $1 and ${where}`, [workspace]))
    .rowCount ?? 0;

test('every pair gets a vector of length one, from requests that are as full as they may be', async () => {
  const { write, workspace, embedder, statuses } = await open();
  await write(questions(100));
  await workers.start(work(embedder).handlers);
  await expect.poll(() => countOf(workspace, 'vector is not null')).toBe(100);
  expect(new Set((await statuses()).map(({ status }) => status))).toEqual(new Set(['completed']));
  const { rows } = await ground.as('admin', 'select vector from knowledge.vectors where workspace_id = $1', [
    workspace,
  ]);
  const [{ vector }] = rows as [{ vector: Buffer }];
  const numbers = Array.from({ length: DIMENSIONS }, (_nothing, at) => vector.readFloatLE(at * 4));
  expect(Math.hypot(...numbers)).toBeCloseTo(1);
  // the answer is the same for all five of a request: six texts, and never eleven
  expect(Math.max(...embedder.asked.map((texts) => texts.length))).toBe(6);
  expect(embedder.asked).toHaveLength(20);
  expect(embedder.mostAtOnce).toBe(2);
});

test('what changes while a job runs, and after it, is embedded too', async () => {
  const { write, workspace, embedder } = await open();
  await write(questions(30));
  let isFirst = true;
  embedder.play(async () => {
    if (isFirst) {
      isFirst = false;
      await write(questions(30, 30));
    }
    return undefined;
  });
  await workers.start(work(embedder).handlers);
  await expect.poll(() => countOf(workspace, 'vector is not null')).toBe(60);
  await expect
    .poll(async () => (await workers.see('embeddings')).filter(({ state }) => state === 'done'))
    .not.toEqual([]);
  await write(questions(1, 60));
  await expect.poll(() => countOf(workspace, 'vector is not null')).toBe(61);
});

test('a pair whose text is another is embedded anew, one that only got another tag is not', async () => {
  const { write, workspace, embedder, statuses } = await open();
  const [one, other] = [
    { id: makeId(), question: 'One?' },
    { id: makeId(), question: 'Two?' },
  ];
  await write([one, other]);
  await workers.start(work(embedder).handlers);
  await expect.poll(() => countOf(workspace, 'vector is not null')).toBe(2);
  const asked = embedder.asked.length;
  await write([{ ...one, tags: ['another'] }]);
  await expect.poll(async () => (await statuses()).map(({ status }) => status)).toEqual(['completed', 'completed']);
  expect(embedder.asked).toHaveLength(asked);
  await write([{ ...other, question: 'Three?' }]);
  await expect.poll(async () => (await statuses()).map(({ status }) => status)).toEqual(['completed', 'completed']);
  expect(embedder.asked.at(-1)).toEqual(['Three?', 'Because.']);
});

test('pairs stay pending while the embedder fails, and get their vectors without being asked', async () => {
  const { write, workspace, embedder, spaces, statuses } = await open();
  embedder.play((_texts, nth) => (nth <= 3 ? new EmbedderFailure('away', 'It says nothing.') : undefined));
  await write(questions(40));
  await workers.start(work(embedder).handlers);
  await expect.poll(() => embedder.asked.length).toBeGreaterThan(1);
  expect((await statuses()).every(({ status }) => status !== 'failed')).toBe(true);
  await expect.poll(() => countOf(workspace, 'vector is not null')).toBe(40);
  expect((await spaces())[0]).toMatchObject({ status: 'current' });
});

test('an embedder that will not be well soon lets go of its job, says why, and is asked again', async () => {
  const { write, workspace, embedder } = await open();
  embedder.play(() => new EmbedderFailure('busy', 'It is asked too much.', { retryAfterMs: 600_000 }));
  await write(questions(40));
  await workers.start(work(embedder).handlers);
  await expect
    .poll(async () => (await workers.see('embeddings')).map(({ state }) => state))
    .toEqual(['done', 'delayed']);
  expect(embedder.asked.length).toBeLessThanOrEqual(2);
  const { rows } = await ground.as(
    'admin',
    'select trouble, again_at > now() as later from knowledge.spaces where workspace_id = $1',
    [workspace],
  );
  expect(rows).toEqual([{ trouble: 'It is asked too much.', later: true }]);
  expect(await countOf(workspace, 'true')).toBe(0);
});

test('of texts that are refused only the pair at fault fails, with the reason, and is tried again later', async () => {
  const { write, workspace, embedder, statuses } = await open();
  embedder.play((texts) =>
    texts.some((text) => text.includes('17')) ? new EmbedderFailure('refuses_texts', 'It answered 400.') : undefined,
  );
  await write(questions(30, 10));
  await workers.start(work(embedder).handlers);
  await expect.poll(() => countOf(workspace, 'true')).toBe(30);
  expect((await statuses()).filter(({ status }) => status === 'failed')).toEqual([
    { question: 'Question number 17?', status: 'failed' },
  ]);
  expect(await countOf(workspace, `failure = 'It answered 400.' and tries = 1`)).toBe(1);
  await expect
    .poll(async () => (await workers.see('embeddings')).map(({ state }) => state))
    .toEqual(['done', 'delayed']);
  embedder.play(() => undefined);
  await ground.as(
    'admin',
    `update knowledge.vectors set failed_at = failed_at - interval '1 hour' where vector is null`,
  );
  await write(questions(1, 90));
  await expect.poll(async () => (await statuses()).filter(({ status }) => status !== 'completed')).toEqual([]);
});

test('an embedder that refuses every text is at fault itself, and no pair fails', async () => {
  const { write, workspace, embedder } = await open();
  embedder.play(() => new EmbedderFailure('refuses_texts', 'No such model.'));
  await write(questions(20));
  await workers.start(work(embedder).handlers);
  await expect
    .poll(async () => (await workers.see('embeddings')).map(({ state }) => state))
    .toEqual(['done', 'delayed']);
  expect(await countOf(workspace, 'true')).toBe(0);
});

test('a space that is being filled takes over when it is whole, and the one before answers until then', async () => {
  const { write, workspace, embedder, addSpace, spaces } = await open();
  await write(questions(50));
  await workers.start(work(embedder).handlers);
  await expect.poll(() => countOf(workspace, 'vector is not null')).toBe(50);
  const [before] = await spaces();
  let answered: string | undefined;
  embedder.play(async () => {
    answered ??= (await spaces()).find(({ status }) => status === 'current')?.model;
    return undefined;
  });
  // whoever filled the one before may still look around
  await addSpace({ status: 'filling', model: 'another' });
  await write(questions(1, 50));
  await expect
    .poll(async () => (await spaces()).map(({ model, status }) => [model, status]))
    .toEqual([['another', 'current']]);
  expect(answered).toBe('scripted');
  const [now] = await spaces();
  expect(await countOf(workspace, `space_id = '${now?.id}' and vector is not null`)).toBe(51);
  await expect.poll(() => countOf(workspace, `space_id = '${before?.id}'`)).toBe(0);
});

test('without a choice the built-in embedder fills, and a pair of which it knows nothing fails for good', async () => {
  const builtIn = createBuiltInEmbedder();
  onTestFinished(() => builtIn.close());
  const { write, workspace, statuses } = await open(null);
  await write([...questions(1_200), { id: makeId(), question: '你好?', answer: 'A greeting.' }]);
  await workers.start(work({ embed: (texts) => builtIn.embed(texts) }).handlers);
  await expect.poll(() => countOf(workspace, 'octet_length(vector) = 1024')).toBe(1_200);
  await expect
    .poll(async () => (await statuses()).filter(({ status }) => status !== 'completed'))
    .toEqual([{ question: '你好?', status: 'failed' }]);
  await expect.poll(async () => (await workers.see('embeddings')).map(({ state }) => state)).toEqual(['done']);
});

test('pairs that are removed are left out, and one that is forgotten meanwhile costs nobody anything', async () => {
  const { write, workspace, embedder, db } = await open();
  const pairs = questions(12);
  await write(pairs);
  await db.write((tx) =>
    tx.run(
      sql`update knowledge.pairs set removed_at = holdfast.now() where workspace_id = ${workspace} and id = ${pairs[0]?.id}`,
    ),
  );
  let isFirst = true;
  embedder.play(async () => {
    if (!isFirst) return undefined;
    isFirst = false;
    await db.write((tx) =>
      tx.run(sql`delete from knowledge.pairs where workspace_id = ${workspace} and id = ${pairs[1]?.id}`),
    );
    return undefined;
  });
  await workers.start(work(embedder).handlers);
  await expect.poll(() => countOf(workspace, 'vector is not null')).toBe(10);
});
