import type { DecisionStatistics } from '@holdfast/protocol/decisions/statistics';
import { expect, test } from 'vitest';
import { deciding, DECISIONS } from '../ground/decisions.ts';
import { usePassingTime } from '../ground/passing-time.ts';
import { askAs, usePeople, type Person } from '../ground/people.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();
const people = usePeople(system);
const house = deciding(system, people);
const goOn = usePassingTime(system);

const statistics = async (person: Person, query = ''): Promise<DecisionStatistics> => {
  const asked = await askAs(system, person, `GET ${DECISIONS}/stats${query}`);
  expect([asked.status, asked.text]).toEqual([200, expect.any(String)]);
  return asked.body as DecisionStatistics;
};

const NO_SHARES = { seconds_to_decide: null, in_time: null, expired: null, within_3_s: null };
const NONE = {
  total: 0,
  by_status: { approved: 0, rejected: 0, expired: 0, cancelled: 0 },
  by_how: { person: 0, deadline: 0, rule: 0, bypass: 0, asker: 0 },
  ...NO_SHARES,
};

test('where nothing was decided, nothing is divided by it', async () => {
  const { admin } = await house.house(0);
  const viewer = await people.join(admin, 'viewer');
  expect(await statistics(viewer)).toEqual({
    days: 30,
    whole: true,
    waiting: { pending: 0, returned: 0, oldest_since: null },
    decided: NONE,
    by_priority: ['critical', 'high', 'medium', 'low'].map((priority) => ({
      priority,
      pending: 0,
      returned: 0,
      ...NONE,
    })),
    by_kind: [],
    by_decider: [],
  });
});

test('only cancelled ones have no time to decide, and none was late', async () => {
  const { admin } = await house.house(0);
  await house.act(admin, await house.submit(admin), 'cancel');
  expect((await statistics(admin)).decided).toMatchObject({
    total: 1,
    by_status: { cancelled: 1 },
    by_how: { asker: 1 },
    ...NO_SHARES,
  });
});

test('it says what waits, and who decided what, how fast and in time', async () => {
  const {
    admin,
    analysts: [ada, ben],
  } = await house.house();
  const waits = await house.submit(admin, { priority: 'critical' });
  const returned = await house.submit(admin, { priority: 'low' });
  await house.act(ada, returned, 'return', { body: { reason: 'more' } });
  await house.act(ada, await house.submit(admin), 'approve');
  const slow = await house.submit(admin, { kind: 'host.isolate', priority: 'high' });
  await house.submit(admin, { kind: 'host.isolate', deadline_seconds: 60 });
  const levels = [{ required_role: 'analyst', within_seconds: 30 }];
  const late = await house.submit(admin, { levels });
  await goOn(100);
  // whoever reads it is told so before it is written down
  await expect.poll(async () => (await statistics(admin)).decided.by_status.expired).toBe(1);
  await house.act(ben, slow, 'reject', { body: { reason: 'no' } });
  await house.act(ben, late, 'approve');
  const now = await statistics(admin);
  expect(now.waiting).toEqual({ pending: 1, returned: 1, oldest_since: waits.created_at });
  expect(now.decided).toMatchObject({
    total: 4,
    by_status: { approved: 2, rejected: 1, expired: 1, cancelled: 0 },
    by_how: { person: 3, deadline: 1, rule: 0, bypass: 0, asker: 0 },
    in_time: 0.5,
    expired: 0.25,
    within_3_s: 1 / 3,
  });
  const { p50 = 0, p95 = 0 } = now.decided.seconds_to_decide ?? {};
  expect([p50 >= 100, p95 >= p50, p95 < 160]).toEqual([true, true, true]);
  const figures = (priority: string) => now.by_priority.find((one) => one.priority === priority);
  expect(figures('critical')).toEqual({ priority: 'critical', ...NONE, pending: 1, returned: 0 });
  expect(figures('low')).toMatchObject({ pending: 0, returned: 1, total: 0 });
  expect(figures('medium')).toMatchObject({ total: 3, in_time: 1 / 3 });
  expect(now.by_kind).toMatchObject([
    { kind: 'host.isolate', total: 2, expired: 0.5, in_time: 0.5, within_3_s: 0 },
    { kind: 'refund', total: 2, expired: 0, within_3_s: 0.5 },
  ]);
  expect(now.by_decider).toMatchObject([
    { by: { kind: 'member', id: ben.member, name: expect.any(String) }, approved: 1, rejected: 1, in_time: 0.5 },
    { by: { id: ada.member }, approved: 1, rejected: 0, in_time: 1, within_3_s: 1 },
  ]);
});

test('what was decided before does not count, and days are between 1 and 365', async () => {
  const {
    admin,
    analysts: [ada],
  } = await house.house(1);
  // two days ago, so that nobody has to sign in again
  await goOn(-2 * 86_400);
  await house.act(ada, await house.submit(admin), 'approve');
  await goOn(2 * 86_400);
  const ofLast = async (days: number): Promise<number> => (await statistics(admin, `?days=${days}`)).decided.total;
  expect([await ofLast(1), await ofLast(3)]).toEqual([0, 1]);
  for (const days of ['0', '366', 'x', '1.5'])
    expect(await askAs(system, admin, `GET ${DECISIONS}/stats?days=${days}`)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/query/days' }] },
    });
});

test('an admin who takes back what another asked for says why, and counts as who decided it', async () => {
  const { admin } = await house.house(0);
  const ada = await people.join(admin, 'admin');
  const decision = await house.submit(await house.keyOf(ada));
  const silent = await house.act(admin, decision, 'cancel');
  expect(silent).toMatchObject({ status: 422, body: { errors: [{ pointer: '/body/reason' }] } });
  const ended = await house.act(admin, decision, 'cancel', { body: { reason: 'Not today.' } });
  expect(ended).toMatchObject({
    status: 200,
    body: { status: 'cancelled', outcome: { verdict: 'deny', how: 'person', by: { id: admin.member } } },
  });
  expect(await house.act(admin, decision, 'cancel')).toMatchObject({ status: 200, body: { already: true } });
  // whoever made the key takes back their own
  const own = await house.act(ada, await house.submit(await house.keyOf(ada)), 'cancel');
  expect(own).toMatchObject({ status: 200, body: { status: 'cancelled', outcome: { how: 'asker' } } });
  const now = await statistics(admin);
  expect(now.decided).toMatchObject({
    by_status: { cancelled: 2 },
    by_how: { person: 1, asker: 1 },
    in_time: 1,
    expired: 0,
  });
  expect(now.by_decider).toMatchObject([{ by: { id: admin.member }, approved: 0, rejected: 0, cancelled: 1 }]);
});
