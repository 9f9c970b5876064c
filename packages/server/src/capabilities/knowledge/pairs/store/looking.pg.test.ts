import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '../../../../../test/ground/database.ts';
import { newWorkspace, useRoom } from '../../../../platform/database/testing.ts';
import { rowsTouched } from '../../../../platform/database/testing/rows-touched.ts';
import { lookThrough } from '../look-through.ts';
import { createTextTurns } from '../text-turns.ts';
import { lookForPairs, lookOf, type Looked, type PairLook, type PairSort } from './looking.ts';

const ground = useDatabase();
const room = useRoom(ground.appUrl);
const workspace = newWorkspace();
const db = room.forWorkspace(workspace);
const PAIRS = 60_000;
const LIMIT = 50;

/** As the role of the application sees it, under the policy of its workspace. */
const touchedBy = (look: Partial<PairLook>): Promise<number> =>
  db.read((tx) => {
    const whole: PairLook = { filters: {}, sort: 'newest', after: undefined, limit: LIMIT, ...look };
    return rowsTouched(tx, 'pairs', lookOf(tx, whole));
  });

const insertPairs = (into: string, count: number, answer: string): Promise<unknown> =>
  ground.as(
    'admin',
    `insert into knowledge.pairs (workspace_id, id, question, answer, phrasings, tags, source, question_key, sort_key,
                                  text_hash, change, made_by, actor_kind, actor_id)
     select $1, ('019a0000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'q' || n, $2, '{}',
            case when n % 1000 = 0 then '{rare}'::text[] else '{}' end, '', decode(lpad(n::text, 32, '0'), 'hex'),
            lpad((n * 7919 % ${PAIRS})::text, 6, '0'), '', n / 1000, 'hand', 'key', $1
       from generate_series(1, ${count}) n`,
    [into, answer],
  );

const questionsOf = (looked: readonly Looked[]) => looked.filter(({ fits }) => fits).map(({ pair }) => pair.question);

describe('a page costs what it shows', () => {
  beforeAll(async () => {
    await insertPairs(workspace, PAIRS, 'an answer');
    await ground.as('admin', 'analyze knowledge.pairs');
  });

  test.each<PairSort>(['newest', 'oldest', 'changed', 'question'])('sorted by %s, wherever it is', async (sort) => {
    expect(await touchedBy({ sort })).toBeLessThan(LIMIT * 2);
    const middle = { id: '019a0000-0000-7000-8000-000000030000', change: 30, sort_key: '030000' };
    expect(await touchedBy({ sort, after: middle })).toBeLessThan(LIMIT * 2);
  });

  test('and where few fit, no more than is looked at for one', async () => {
    const look: PairLook = { filters: { tag: 'none' }, sort: 'oldest', after: undefined, limit: LIMIT };
    expect(await touchedBy(look)).toBeLessThanOrEqual(50_000);
    const [end, ...none] = await db.read((tx) => lookForPairs(tx, look));
    expect(none).toEqual([]);
    expect(end).toMatchObject({ id: '019a0000-0000-7000-8000-000000050000', fits: false, is_end: true });
    expect(await db.read((tx) => lookForPairs(tx, { ...look, after: end }))).toEqual([]);
  });

  test('and what fits at the very end of a look is shown once', async () => {
    const look: PairLook = { filters: { tag: 'rare' }, sort: 'oldest', after: undefined, limit: LIMIT };
    const first = await db.read((tx) => lookForPairs(tx, look));
    expect(first.map(({ is_end: isEnd }) => isEnd)).toEqual([...Array<boolean>(49).fill(false), true]);
    const second = await db.read((tx) => lookForPairs(tx, { ...look, after: first.at(-1) }));
    expect([...first, ...second].map(({ pair }) => pair.question)).toEqual(
      Array.from({ length: 60 }, (_none, index) => `q${(index + 1) * 1000}`),
    );
  });
});

describe('a look ends in time', () => {
  const clock = { elapsed: () => performance.now() };
  const look: PairLook = { filters: {}, sort: 'oldest', after: undefined, limit: 200 };
  const ctx = (into: typeof workspace) => ({
    db: room.forWorkspace(into),
    signal: new AbortController().signal,
    workspace: into,
  });
  const through = (into: typeof workspace, wanted: Partial<PairLook>, elapsed = clock) =>
    lookThrough({ clock: elapsed, textTurns: createTextTurns() }, ctx(into), { ...look, ...wanted });

  test('with so much text, and goes on behind it', async () => {
    const heavy = newWorkspace();
    await insertPairs(heavy, 100, 'x'.repeat(50_000));
    for (const filters of [{}, { text: 'xx' }]) {
      const pages: string[][] = [];
      for (let after: PairLook['after'], isEnd = true; isEnd;) {
        const looked = await through(heavy, { filters, after });
        pages.push(questionsOf(looked));
        after = looked.at(-1);
        isEnd = looked.at(-1)?.is_end ?? false;
      }
      expect(pages.map(({ length }) => length)).toEqual([42, 42, 16]);
      expect(pages.flat()).toEqual(Array.from({ length: 100 }, (_none, at) => `q${at + 1}`));
    }
  });

  test('into texts of many pairs, stretch by stretch', async () => {
    const looked = await through(workspace, { filters: { text: 'q777' }, limit: 20 });
    const found = [777, ...Array.from({ length: 10 }, (_none, at) => 7770 + at)];
    expect(questionsOf(looked)).toEqual(found.map((at) => `q${at}`));
    expect(looked.at(-1)).toMatchObject({ id: '019a0000-0000-7000-8000-000000020000', fits: false, is_end: true });
    const next = await through(workspace, { filters: { text: 'q1' }, limit: 3 });
    expect(questionsOf(next)).toEqual(['q1', 'q10', 'q11', 'q12']);
  });

  test('into texts, when its time is over', async () => {
    let now = 0;
    const looked = await through(workspace, { filters: { text: 'q777' } }, { elapsed: () => (now += 1_500) });
    expect(questionsOf(looked)).toEqual(['q777']);
    expect(looked.at(-1)).toMatchObject({ id: '019a0000-0000-7000-8000-000000001000', is_end: true });
  });
});
