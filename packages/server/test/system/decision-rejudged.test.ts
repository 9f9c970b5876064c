import type { Decision } from '@holdfast/protocol/decisions/decision';
import { expect, test } from 'vitest';
import { deciding } from '../ground/decisions.ts';
import { askAs, usePeople, type Person } from '../ground/people.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();
const people = usePeople(system);
const house = deciding(system, people);

const over = (cents: number) => [{ pointer: '/arguments/cents', op: 'gt', value: cents }];

const addRule = async (person: Person, json: object): Promise<void> => {
  const added = await askAs(system, person, 'POST /api/v1/decision-rules', { json });
  expect(added.status).toBe(201);
};

/** Over 50 two people are needed, over 100 nobody may. */
const ruled = async () => {
  const {
    admin,
    analysts: [ada, ben],
  } = await house.house();
  const maker = await people.join(admin, 'admin');
  for (const rule of [
    { name: 'two', kind: 'refund', conditions: over(5_000), effect: { do: 'require', quorum: 2 } },
    { name: 'never', kind: 'refund', conditions: over(10_000), effect: { do: 'deny', reason: 'Too much.' } },
  ])
    await addRule(maker, rule);
  return { admin, ada, ben, decision: await house.submit(admin, { arguments: { cents: 10 } }) };
};

test('whoever approves other arguments does not get around those whom a rule requires for them', async () => {
  const { ada, ben, admin, decision } = await ruled();
  const body = (cents: number) => ({ body: { arguments: { cents }, reason: 'More.' } });
  expect(await house.act(ada, decision, 'approve', body(20_000))).toMatchObject({
    status: 403,
    body: { code: 'decision_refused', detail: 'A rule denies these arguments. Too much.' },
  });
  expect(await house.act(ada, decision, 'approve', body(6_000))).toMatchObject({ status: 409 });
  expect(await house.read(admin, decision)).toMatchObject({ status: 'pending', revision: 1, quorum: 1 });
  expect(await house.act(ada, decision, 'revise', body(6_000))).toMatchObject({
    body: { revision: 2, quorum: 2, required_by: [{ name: 'two', version: 1 }] },
  });
  expect(await house.act(ada, decision, 'approve')).toMatchObject({ status: 403, body: { hindrance: 'editor' } });
  expect(await house.act(ben, decision, 'approve')).toMatchObject({ body: { status: 'pending', approvals: 1 } });
});

test('an asker who answers with other arguments is held to the rules for them', async () => {
  const { ada, admin, decision } = await ruled();
  await house.act(ada, decision, 'return', { body: { reason: 'How much?' } });
  const answer = (cents: number) =>
    house.act(admin, decision, 'answer', { body: { arguments: { cents }, reason: 'This.' } });
  expect(await answer(20_000)).toMatchObject({ status: 403 });
  expect(await answer(7_000)).toMatchObject({ body: { status: 'pending', quorum: 2, default: 'deny' } });
  expect(await house.act(ada, decision, 'approve')).toMatchObject({ body: { status: 'pending', approvals: 1 } });
});

test('what no rule speaks of is approved as it was changed', async () => {
  const { ada, decision } = await ruled();
  const approved = await house.act(ada, decision, 'approve', { body: { arguments: { cents: 20 }, reason: 'Less.' } });
  expect(approved).toMatchObject({ body: { status: 'approved', quorum: 1, arguments: { cents: 20 } } });
});

test('rules that require something are named once, with those of arguments that it had before', async () => {
  const { ada, admin, decision } = await ruled();
  await addRule(admin, {
    name: 'code',
    kind: 'refund',
    conditions: over(7_000),
    effect: { do: 'require', second_factor: true },
  });
  const revised = async (cents: number) => {
    const { body } = await house.act(ada, decision, 'revise', { body: { arguments: { cents }, reason: 'Other.' } });
    return (body as Decision).required_by.map(({ name }) => name);
  };
  expect(decision.required_by).toEqual([]);
  expect(await revised(6_000)).toEqual(['two']);
  expect(await revised(8_000)).toEqual(['two', 'code']);
  expect(await revised(20)).toEqual(['two', 'code']);
});
