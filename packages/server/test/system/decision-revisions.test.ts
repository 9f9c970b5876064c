import type { Decision } from '@holdfast/protocol/decisions/decision';
import { MOST_REVISIONS } from '@holdfast/protocol/decisions/limits';
import type { DecisionRule } from '@holdfast/protocol/decisions/rules';
import { expect, test } from 'vitest';
import { deciding, DECISIONS } from '../ground/decisions.ts';
import { usePassingTime } from '../ground/passing-time.ts';
import { askAs, usePeople, type Person } from '../ground/people.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();
const people = usePeople(system);
const house = deciding(system, people);
const goOn = usePassingTime(system);

const RULES = '/api/v1/decision-rules';

const rule = async (person: Person, name: string, effect: object): Promise<DecisionRule> => {
  const conditions = [{ pointer: '/arguments/cents', op: 'gt', value: 100 }];
  const json = { name, kind: 'refund', conditions, effect: { do: 'require', ...effect } };
  const added = await askAs(system, person, `POST ${RULES}`, { json });
  expect(added.status).toBe(201);
  return added.body as DecisionRule;
};

const cents = (of: number) => ({ body: { arguments: { cents: of }, reason: 'So.' } });

const secondsFrom = (from: string, until: string | null): number => (Date.parse(until ?? '') - Date.parse(from)) / 1000;

test('the clock of a level that is needed for other arguments begins when they are', async () => {
  const {
    admin,
    analysts: [ada],
  } = await house.house(1);
  const levels = [{ required_role: 'analyst', within_seconds: 300 }, { required_role: 'admin' }];
  await rule(admin, 'fast', { levels });
  const decision = await house.submit(admin, { arguments: { cents: 1 } });
  expect(decision.due_at).toBeNull();
  await goOn(1000);
  const revised = (await house.act(ada, decision, 'revise', cents(500))).body as Decision;
  const due = secondsFrom(decision.created_at, revised.due_at);
  expect([due >= 1300, due < 1360]).toEqual([true, true]);
  await goOn(200);
  const again = (await house.act(ada, decision, 'revise', cents(600))).body as Decision;
  expect(again.due_at).toBe(revised.due_at);
  await goOn(120);
  await expect.poll(async () => (await house.read(admin, decision)).level).toBe(2);
});

test('a level that was the last goes on by itself once rules require another behind it', async () => {
  const { admin } = await house.house(0);
  const other = await people.join(admin, 'admin');
  const admins = { required_role: 'admin', within_seconds: 300 };
  await rule(other, 'three', { levels: [admins, admins, admins] });
  const decision = await house.submit(admin, { arguments: { cents: 1 } });
  await house.act(other, decision, 'escalate', { body: { reason: 'Up.' } });
  expect(await house.act(other, decision, 'revise', cents(500))).toMatchObject({ body: { level: 2 } });
  await goOn(301);
  await expect.poll(async () => (await house.read(admin, decision)).level).toBe(3);
});

test('rules that whoever approves other arguments satisfies are named', async () => {
  const {
    admin,
    analysts: [ada],
  } = await house.house(1);
  const { id } = await rule(admin, 'admins', { required_role: 'admin' });
  const decision = await house.submit(ada, { required_role: 'admin', arguments: { cents: 1 } });
  expect(await house.act(admin, decision, 'approve', cents(500))).toMatchObject({
    status: 200,
    body: { status: 'approved', required_by: [{ id, version: 1, name: 'admins' }] },
  });
});

test('a rule that was changed between two revisions is named once, with what it said last', async () => {
  const {
    admin,
    analysts: [ada],
  } = await house.house(1);
  const { id, version } = await rule(admin, 'before', { four_eyes: true });
  const decision = await house.submit(admin, { arguments: { cents: 500 } });
  const json = { name: 'after' };
  await askAs(system, admin, `PATCH ${RULES}/${id}`, { json, headers: { 'if-match': `"${version}"` } });
  expect(decision.required_by).toEqual([{ id, version: 1, name: 'before' }]);
  const revised = (await house.act(ada, decision, 'revise', cents(600))).body as Decision;
  expect(revised.required_by).toEqual([{ id, version: 2, name: 'after' }]);
});

test('what was changed and changed back is not edited, in lists and in what whoever approves is told', async () => {
  const {
    admin,
    analysts: [ada],
  } = await house.house(1);
  const same = await house.submit(admin, { arguments: { cents: 1 } });
  const other = await house.submit(admin, { arguments: { cents: 1 } });
  for (const decision of [same, other]) await house.act(ada, decision, 'revise', cents(2));
  expect(await house.act(ada, same, 'approve', cents(1))).toMatchObject({
    body: { revision: 3, arguments_sha256: same.arguments_sha256, outcome: { edited: false } },
  });
  expect(await house.act(ada, other, 'approve')).toMatchObject({ body: { revision: 2, outcome: { edited: true } } });
  const { items } = (await askAs(system, admin, `GET ${DECISIONS}?status=approved`)).body as { items: Decision[] };
  expect(items.map(({ id, outcome }) => [id, outcome?.edited])).toEqual([
    [other.id, true],
    [same.id, false],
  ]);
});

test(`a decision has ${MOST_REVISIONS} revisions at most, and can be decided as it is then`, async () => {
  const {
    admin,
    analysts: [ada],
  } = await house.house(1);
  const decision = await house.submit(admin, { arguments: { cents: 1 } });
  for (let revision = 2; revision <= MOST_REVISIONS; revision += 1)
    expect(await house.act(ada, decision, 'revise', cents(revision))).toMatchObject({ body: { revision } });
  const refused = { status: 409, body: { code: 'conflict', detail: expect.stringContaining('ask anew') as string } };
  expect(await house.act(ada, decision, 'revise', cents(99))).toMatchObject(refused);
  expect(await house.act(ada, decision, 'approve', cents(99))).toMatchObject(refused);
  await house.act(ada, decision, 'return', { body: { reason: 'And now?' } });
  expect(await house.act(admin, decision, 'answer', cents(99))).toMatchObject(refused);
  expect(await house.act(admin, decision, 'answer', { body: { reason: 'This.' } })).toMatchObject({ status: 200 });
  expect(await house.act(ada, decision, 'approve')).toMatchObject({
    body: { status: 'approved', revision: MOST_REVISIONS },
  });
});
