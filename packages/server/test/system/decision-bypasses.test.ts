import type { DecisionBypass } from '@holdfast/protocol/decisions/bypasses';
import { beforeEach, expect, test } from 'vitest';
import type { Asked } from '../ground/ask.ts';
import { deciding } from '../ground/decisions.ts';
import { askAs, usePeople, type Person } from '../ground/people.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();
const people = usePeople(system);
const house = deciding(system, people);

beforeEach(() => system.overrides.shiftClocks(0));

const RULES = '/api/v1/decision-rules';
const BYPASSES = `${RULES}/bypass`;
const FIRE = { kinds: ['refund', 'host.*'], reason: 'all is on fire' };

const begin = (person: Person, more: object = {}): Promise<Asked> =>
  askAs(system, person, `POST ${BYPASSES}`, { json: { ...FIRE, ...more } });

const begun = async (person: Person, more: object = {}): Promise<DecisionBypass> => {
  const asked = await begin(person, more);
  expect([asked.status, asked.text]).toEqual([201, expect.any(String)]);
  return asked.body as DecisionBypass;
};

const list = async (person: Person): Promise<DecisionBypass[]> =>
  ((await askAs(system, person, `GET ${BYPASSES}`)).body as { items: DecisionBypass[] }).items;

test('while it lasts its kinds are approved at once, and it is said by whom and why', async () => {
  const {
    admin,
    analysts: [ada],
  } = await house.house(1);
  const waits = await house.submit(ada);
  const bypass = await begun(admin);
  expect(bypass).toMatchObject({ ...FIRE, active: true, by: { id: admin.member }, ended_by: null });
  expect(Date.parse(bypass.ends_at) - Date.parse(bypass.began_at)).toBe(3_600_000);
  const decided = await house.submit(ada, { quorum: 3, second_factor: true, required_role: 'admin' });
  expect(decided).toMatchObject({
    status: 'approved',
    outcome: {
      verdict: 'approve',
      how: 'bypass',
      by: { kind: 'bypass', id: bypass.id, name: bypass.by.name },
      reason: FIRE.reason,
    },
    execution: { status: 'waiting' },
  });
  expect(await house.steps(ada, decided)).toEqual(['submitted', 'approved']);
  expect((await house.submit(ada, { kind: 'host.isolate' })).status).toBe('approved');
  expect((await house.submit(ada, { kind: 'mail' })).status).toBe('pending');
  expect((await house.submit(ada, { options: [{ id: 'a', title: 'A' }] })).status).toBe('pending');
  expect((await house.submit(admin)).status).toBe('pending');
  expect((await house.read(ada, waits)).status).toBe('pending');
  const { items } = (await askAs(system, admin, 'GET /api/v1/audit?limit=100')).body as {
    items: { action: string; object: { id: string } | null; facts: object }[];
  };
  expect(items.find(({ action, object }) => action === 'decision.approved' && object?.id === decided.id)).toMatchObject(
    {
      actor: { kind: 'system' },
      facts: { bypass: bypass.id, bypass_by: admin.member },
    },
  );
  expect(items.find(({ action }) => action === 'decision_bypass.begun')).toMatchObject({
    object: { id: bypass.id },
    facts: { kinds: FIRE.kinds, seconds: 3600 },
  });
});

test('what a rule denies it does not approve', async () => {
  const {
    admin,
    analysts: [ada],
  } = await house.house(1);
  await begun(admin);
  await askAs(system, admin, `POST ${RULES}`, { json: { name: 'Never', kind: 'refund', effect: { do: 'deny' } } });
  expect(await house.submit(ada)).toMatchObject({ status: 'rejected', outcome: { how: 'rule' } });
});

test('it ends by the clock of the database, or when somebody ends it, once', async () => {
  const {
    admin,
    analysts: [ada],
  } = await house.house(1);
  const short = await begun(admin, { for_seconds: 60 });
  expect((await house.submit(ada)).status).toBe('approved');
  await system.overrides.shiftClocks(61_000);
  expect((await house.submit(ada)).status).toBe('pending');
  const long = await begun(admin);
  expect((await house.submit(ada)).status).toBe('approved');
  const end = (person: Person, id: string): Promise<Asked> => askAs(system, person, `POST ${BYPASSES}/${id}/end`, {});
  expect(await end(ada, long.id)).toMatchObject({ status: 403 });
  const ended = await end(admin, long.id);
  expect(ended).toMatchObject({ status: 200, body: { active: false, ended_by: { id: admin.member } } });
  expect((await end(admin, long.id)).body).toEqual(ended.body);
  expect(await end(admin, short.id)).toMatchObject({ status: 200, body: { ended_by: null } });
  expect(await end(admin, admin.member)).toMatchObject({ status: 404 });
  expect((await house.submit(ada)).status).toBe('pending');
  expect((await list(ada)).map(({ id, active }) => [id, active])).toEqual([
    [long.id, false],
    [short.id, false],
  ]);
});

test('it is begun by an admin who showed a secret lately, for some kinds, and eight hours at most', async () => {
  const {
    admin,
    analysts: [ada],
  } = await house.house(1);
  const key = await house.keyOf(admin, ['decisions:manage', 'decisions:read']);
  expect(await begin(ada)).toMatchObject({ status: 403 });
  expect(await begin(key)).toMatchObject({ status: 403 });
  for (const [more, pointer] of [
    [{ kinds: ['*'] }, '/body/kinds/0'],
    [{ kinds: [] }, '/body/kinds'],
    [{ reason: ' ' }, '/body/reason'],
    [{ for_seconds: 28_801 }, '/body/for_seconds'],
    [{ for_seconds: 0 }, '/body/for_seconds'],
  ] as const)
    expect(await begin(admin, more)).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
  await system.overrides.shiftClocks(16 * 60_000);
  expect(await begin(admin)).toMatchObject({ status: 403, body: { code: 'proof_needed' } });
  expect(await list(admin)).toEqual([]);
});
