import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '../../../../../test/ground/database.ts';
import { newWorkspace, useRoom } from '../../../../platform/database/testing.ts';
import { lookForPairs, lookOf, type PairLook, type PairSort } from './looking.ts';

const ground = useDatabase();
const room = useRoom(ground.appUrl);
const workspace = newWorkspace();
const db = room.forWorkspace(workspace);
const PAIRS = 60_000;
const LIMIT = 50;

interface Node {
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly Node[];
}

/** Rows of the table that were taken into the hand. */
const touched = (node: Node): number =>
  (node['Relation Name'] === 'pairs'
    ? (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops']
    : 0) + (node.Plans ?? []).reduce((sum, below) => sum + touched(below), 0);

/** As the role of the application sees it, under the policy of its workspace. */
const rowsTouched = (look: Partial<PairLook>): Promise<number> =>
  db.read(async (tx) => {
    const whole: PairLook = { filters: {}, sort: 'newest', after: undefined, limit: LIMIT, ...look };
    const plan = await tx.one(sql<{ 'QUERY PLAN': readonly [{ readonly Plan: Node }] }>`
      explain (analyze, timing off, format json) ${lookOf(tx, whole)}`);
    return touched(plan['QUERY PLAN'][0].Plan);
  });

describe('a page costs what it shows', () => {
  beforeAll(async () => {
    await ground.as(
      'admin',
      `insert into knowledge.pairs (workspace_id, id, question, answer, phrasings, tags, source, question_key, sort_key,
                                    text_hash, change, made_by, actor_kind, actor_id)
       select $1, ('019a0000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'q' || n, 'an answer', '{}',
              case when n % 1000 = 0 then '{rare}'::text[] else '{}' end, '', decode(lpad(n::text, 32, '0'), 'hex'),
              lpad((n * 7919 % ${PAIRS})::text, 6, '0'), '', n / 1000, 'hand', 'key', $1
         from generate_series(1, ${PAIRS}) n`,
      [workspace],
    );
    await ground.as('admin', 'analyze knowledge.pairs');
  });

  test.each<PairSort>(['newest', 'oldest', 'changed', 'question'])('sorted by %s, wherever it is', async (sort) => {
    expect(await rowsTouched({ sort })).toBeLessThan(LIMIT * 2);
    const middle = { id: '019a0000-0000-7000-8000-000000030000', change: 30, sort_key: '030000' };
    expect(await rowsTouched({ sort, after: middle })).toBeLessThan(LIMIT * 2);
  });

  test('and where few fit, no more than is looked at for one', async () => {
    const look: PairLook = { filters: { tag: 'none' }, sort: 'oldest', after: undefined, limit: LIMIT };
    expect(await rowsTouched(look)).toBeLessThanOrEqual(50_000);
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
