import { DecisionId } from '@holdfast/protocol/decisions/ids';
import { PrincipalId } from '@holdfast/protocol/ids';
import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { useDatabase } from '../../../../test/ground/database.ts';
import { newWorkspace, useRoom } from '../../../platform/database/testing.ts';
import { rowsTouched } from '../../../platform/database/testing/rows-touched.ts';
import { listOver, listWaiting, overOf, waitingOf, type Wanted } from './list.ts';

const ground = useDatabase();
const workspace = newWorkspace();
const db = useRoom(ground.appUrl).forWorkspace(workspace);
const LIMIT = 50;
/** Of each of these one has asked for nearly all, the other for every thousandth. */
const MANY = 20_000;
const [busy, quiet] = [PrincipalId.parse(randomUUID()), PrincipalId.parse(randomUUID())];

const idOf = (n: number): string => `019a0000-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** So many numbers behind this one. */
const ask = (behind: number, state: { status: string; execution?: string }): Promise<unknown> =>
  ground.as(
    'admin',
    `insert into decisions.decisions (workspace_id, id, kind, title, urgency, status, arguments, arguments_sha256, evidence, options,
                                      asker_kind, asker_id, owner_account, levels, deadline_at, default_verdict, quorum, four_eyes,
                                      second_factor, verdict, decided_how, decided_at, execution, taken_until)
     select $1, ('019a0000-0000-7000-8000-' || lpad((n + $2)::text, 12, '0'))::uuid, 'refund', 't', n % 4, $3, '{}', '', '[]', '[]',
            'key', case when n % 1000 = 0 then $5::uuid else $4::uuid end, $4, '[]', now(), 'deny', 1, false, false,
            case when $3 = 'approved' then 'approve' end, case when $3 = 'approved' then 'person' end,
            case when $3 = 'approved' then now() end,
            case when $6 = 'executed' and n % 1000 < 2 then 'failed' else $6 end, null
       from generate_series(1, ${MANY}) n`,
    [workspace, behind, state.status, busy, quiet, state.execution ?? null],
  );

beforeAll(async () => {
  await ask(0, { status: 'pending' });
  await ask(MANY, { status: 'approved', execution: 'executed' });
  await ask(2 * MANY, { status: 'approved', execution: 'waiting' });
  await ground.as('admin', 'analyze decisions.decisions');
});

const wanting = (wanted: Partial<Wanted>): Wanted => ({
  status: undefined,
  execution: undefined,
  asker: undefined,
  kind: undefined,
  urgency: undefined,
  requiredRole: undefined,
  claimed: undefined,
  traceId: undefined,
  limit: LIMIT,
  ...wanted,
});

/** As the role of the application sees it, under the policy of its workspace. */
const touchedBy = (wanted: Wanted, after: number | undefined): Promise<number> =>
  db.read(async (tx) => {
    const place = after === undefined ? undefined : DecisionId.parse(idOf(after));
    const list = wanted.status === 'pending' ? waitingOf(tx, wanted, place && [2, place]) : overOf(tx, wanted, place);
    return rowsTouched(tx, 'decisions', list);
  });

test.each<[string, Partial<Wanted>, number]>([
  ['what failed', { execution: 'failed' }, MANY + 10_000],
  ['what was done', { execution: 'executed' }, MANY + 10_000],
  ['what is still to be done', { execution: 'waiting' }, 2 * MANY + 10_000],
  ['what one of many still has to do', { execution: 'waiting', asker: quiet }, 2 * MANY + 10_000],
  ['what the busiest still has to do', { execution: 'waiting', asker: busy }, 2 * MANY + 10_000],
  ['what one of many has failed at', { execution: 'failed', asker: quiet }, MANY + 10_000],
  ['what one of many asked for and waits', { status: 'pending', asker: quiet }, 10_000],
  ['what the busiest asked for and waits', { status: 'pending', asker: busy }, 10_000],
  ['what one of many was granted', { status: 'approved', asker: quiet }, 2 * MANY + 10_000],
  ['what the busiest was granted', { status: 'approved', asker: busy }, 2 * MANY + 10_000],
])('a page of %s costs what it shows', async (_name, wanted, middle) => {
  for (const after of [undefined, middle])
    expect(await touchedBy(wanting(wanted), after)).toBeLessThanOrEqual(LIMIT * 2);
});

test('and has what is wanted of whom', async () => {
  const numbers = async (wanted: Partial<Wanted>): Promise<number[]> => {
    const found = await db.read((tx) =>
      (wanted.status === 'pending' ? listWaiting : listOver)(tx, wanting({ limit: 3, ...wanted }), undefined),
    );
    return found.map(({ id }) => Number(id.slice(-12)));
  };
  expect(await numbers({ execution: 'failed', asker: quiet })).toEqual([40_000, 39_000, 38_000, 37_000]);
  expect(await numbers({ execution: 'waiting' })).toEqual([60_000, 59_999, 59_998, 59_997]);
  expect(await numbers({ status: 'pending', asker: quiet })).toEqual([1000, 2000, 3000, 4000]);
  expect(await numbers({ status: 'rejected', asker: quiet })).toEqual([]);
});
