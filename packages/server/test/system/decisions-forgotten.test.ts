import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { deciding, DECISIONS } from '../ground/decisions.ts';
import { askAs, usePeople } from '../ground/people.ts';
import { useReceiver } from '../ground/receiver.ts';
import { useSystem } from '../ground/system.ts';

const receiver = useReceiver();
const system = useSystem(() => ({
  HOLDFAST_DECISIONS_KEPT_FOR: '10',
  HOLDFAST_OUTBOUND_ALLOW: `127.0.0.0/8:${receiver.port}`,
}));
const people = usePeople(system);
const house = deciding(system, people);

const TABLES = ['decisions', 'steps', 'revisions', 'votes', 'callbacks'];

const rowsOf = async (id: string): Promise<number[]> => {
  const counted = TABLES.map((table) =>
    system.database.as(
      'admin',
      `select count(*)::integer as count from decisions.${table} where ${table === 'decisions' ? 'id' : 'decision_id'} = $1`,
      [id],
    ),
  );
  return (await Promise.all(counted)).map(({ rows }) => (rows as { count: number }[])[0]?.count ?? -1);
};

/** As if it was decided then. */
const age = (id: string, days: number): Promise<unknown> =>
  system.database.as(
    'admin',
    `update decisions.decisions set decided_at = decided_at - make_interval(days => $2::integer) where id = $1`,
    [id, days],
  );
const sweep = async (): Promise<number> =>
  (
    (await system.database.as('app', 'select decisions.forget(10, 1000) as forgotten')).rows as { forgotten: number }[]
  )[0]?.forgotten ?? -1;

const callback = (path: string) => ({
  url: receiver.url(path),
  secret: `whsec_${randomBytes(32).toString('base64')}`,
});

test('what was decided longer ago than is kept is forgotten with all that was done with it, and nothing else is', async () => {
  const { admin, analysts } = await house.house(2);
  const [ada, ben] = analysts;
  receiver.answers('/down', 503);
  const old = await house.submit(admin, { quorum: 2, callback: callback('/told') });
  await house.act(ada, old, 'revise', { body: { arguments: { order: 18 }, reason: 'another' } });
  await house.act(ben, old, 'approve');
  await house.act(admin, old, 'cancel');
  const [young, untold, taken, open] = [
    await house.submit(admin),
    await house.submit(admin, { callback: callback('/down') }),
    await house.submit(admin),
    await house.submit(admin),
  ];
  for (const one of [young, untold, taken]) await house.act(ada, one, 'approve');
  const take = { json: { status: 'taken', for_seconds: 600 } };
  expect((await askAs(system, admin, `POST ${DECISIONS}/${taken.id}/execution`, take)).status).toBe(200);
  await expect.poll(async () => (await house.read(admin, old)).callback?.delivery?.state).toBe('done');
  await expect.poll(async () => (await house.read(admin, untold)).callback?.delivery?.attempts).toBeGreaterThan(0);
  for (const { id } of [old, untold, taken]) await age(id, 11);
  await age(young.id, 9);
  expect((await rowsOf(old.id)).every((rows) => rows > 0)).toBe(true);
  await sweep();
  expect(await rowsOf(old.id)).toEqual([0, 0, 0, 0, 0]);
  for (const path of ['', '/steps', '/callback'])
    expect((await askAs(system, admin, `GET ${DECISIONS}/${old.id}${path}`)).status).toBe(404);
  for (const one of [young, untold, taken, open]) expect((await house.read(admin, one)).id).toBe(one.id);
  const { body } = await askAs(system, admin, 'GET /api/v1/audit?limit=100');
  const trail = (body as { items: { action: string; object: { id: string } | null }[] }).items;
  expect(trail.find(({ action, object }) => action === 'decision.cancelled' && object?.id === old.id)).toBeDefined();
  const verified = await askAs(system, admin, 'GET /api/v1/audit/verify');
  expect([verified.status, (verified.body as { holds?: boolean }).holds]).toEqual([200, true]);
});

test('it is forgotten by itself, as often as the clock says', async () => {
  const {
    admin,
    analysts: [ada],
  } = await house.house(1);
  const old = await house.submit(admin);
  await house.act(ada, old, 'approve');
  await system.overrides.shiftClocks(11 * 24 * 3_600_000);
  await expect.poll(async () => (await rowsOf(old.id))[0], { timeout: 15_000 }).toBe(0);
});
