import type { Decision } from '@holdfast/protocol/decisions/decision';
import type { DecisionRule } from '@holdfast/protocol/decisions/rules';
import { expect, test } from 'vitest';
import type { Asked } from '../ground/ask.ts';
import { aDecision, deciding, DECISIONS } from '../ground/decisions.ts';
import { askAs, usePeople, type Person } from '../ground/people.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();
const people = usePeople(system);
const house = deciding(system, people);

const RULES = '/api/v1/decision-rules';

const add = (person: Person, rule: object): Promise<Asked> =>
  askAs(system, person, `POST ${RULES}`, { json: { name: 'A rule', kind: 'refund', ...rule } });

const rule = async (person: Person, of: object): Promise<DecisionRule> => {
  const added = await add(person, of);
  expect([added.status, added.text]).toEqual([201, expect.any(String)]);
  return added.body as DecisionRule;
};

const change = (person: Person, { id, version }: Pick<DecisionRule, 'id' | 'version'>, json: object): Promise<Asked> =>
  askAs(system, person, `PATCH ${RULES}/${id}`, { json, headers: { 'if-match': `"${version}"` } });

const remove = (person: Person, { id, version }: Pick<DecisionRule, 'id' | 'version'>): Promise<Asked> =>
  askAs(system, person, `DELETE ${RULES}/${id}`, { headers: { 'if-match': `"${version}"` } });

const SMALL = [{ pointer: '/arguments/cents', op: 'lt', value: 5000 }];

test('a rule approves what fits it, and is named in outcome, steps and the audit trail', async () => {
  const {
    admin,
    analysts: [ada],
  } = await house.house(1);
  const made = await rule(admin, {
    name: 'Small refunds',
    conditions: SMALL,
    effect: { do: 'approve', reason: 'small' },
  });
  const decided = await house.submit(ada);
  expect(decided).toMatchObject({
    status: 'approved',
    outcome: {
      verdict: 'approve',
      how: 'rule',
      by: { kind: 'rule', id: made.id, name: 'Small refunds' },
      reason: 'small',
    },
    execution: { status: 'waiting' },
  });
  expect(await house.steps(ada, decided)).toEqual(['submitted', 'approved']);
  const { items } = (await askAs(system, admin, 'GET /api/v1/audit?limit=100')).body as {
    items: { action: string; actor: object; object: { id: string } | null; facts: object }[];
  };
  expect(items.find(({ action, object }) => action === 'decision.approved' && object?.id === decided.id)).toMatchObject(
    {
      actor: { kind: 'system' },
      facts: { rule: made.id, rule_version: 1 },
    },
  );
  expect(items.find(({ action }) => action === 'decision_rule.added')).toMatchObject({
    actor: { id: admin.member },
    facts: { kind: 'refund', does: 'approve', version: 1 },
  });
  for (const more of [
    { arguments: { cents: 5000 } },
    { arguments: { cents: '1' } },
    { arguments: {} },
    { kind: 'mail' },
  ])
    expect((await house.submit(ada, more)).status).toBe('pending');
  const late = await house.act(admin, decided, 'reject', { body: { reason: 'no' } });
  expect(late).toMatchObject({ status: 409, body: { decision: { outcome: { how: 'rule' } } } });
});

test('one that denies wins, and its asker reads why', async () => {
  const {
    admin,
    analysts: [ada],
  } = await house.house(1);
  await rule(admin, { effect: { do: 'approve' } });
  await rule(admin, { kind: 'ref*', effect: { do: 'deny', reason: 'not on Sundays' } });
  expect(await house.submit(ada, { default: 'approve' })).toMatchObject({
    status: 'rejected',
    outcome: { verdict: 'deny', how: 'rule', reason: 'not on Sundays' },
    execution: null,
  });
});

test('requirements make it stricter, and hold back what would be approved', async () => {
  const {
    admin,
    analysts: [ada, ben],
  } = await house.house();
  await rule(admin, { kind: '*', effect: { do: 'approve' } });
  const two = await rule(admin, {
    name: 'Two',
    effect: { do: 'require', quorum: 2, four_eyes: true, deadline_seconds: 60 },
  });
  await change(admin, two, { name: 'Two of them' });
  await rule(admin, { name: 'Admins', effect: { do: 'require', required_role: 'admin', second_factor: true } });
  const decision = await house.submit(ada, { default: 'approve', deadline_seconds: 3600 });
  expect(decision).toMatchObject({
    status: 'pending',
    quorum: 2,
    required_role: 'admin',
    second_factor: true,
    four_eyes: true,
    default: 'deny',
    levels: [{ required_role: 'admin' }, { required_role: 'admin' }],
    required_by: [
      { id: two.id, version: 2, name: 'Two of them' },
      { version: 1, name: 'Admins' },
    ],
  });
  expect(Date.parse(decision.deadline_at) - Date.parse(decision.created_at)).toBeLessThan(61_000);
  expect(await house.act(ben, decision, 'approve')).toMatchObject({ status: 403, body: { hindrance: 'role_needed' } });
});

test('what the keys of somebody ask for, their own rule does not approve', async () => {
  const { admin } = await house.house(0);
  const other = await people.join(admin, 'admin');
  const key = await house.keyOf(admin);
  const made = await rule(admin, { effect: { do: 'approve' } });
  expect((await house.submit(key)).status).toBe('pending');
  expect((await house.submit(admin)).status).toBe('pending');
  expect((await house.submit(other)).status).toBe('approved');
  await change(other, made, { name: 'Somebody else says so' });
  expect((await house.submit(key)).status).toBe('approved');
  expect((await house.submit(other)).status).toBe('pending');
});

test('rules are read by all, made by admins who are signed in, and changed as they were seen', async () => {
  const {
    admin,
    analysts: [ada],
  } = await house.house(1);
  const key = await house.keyOf(admin, ['decisions:manage', 'decisions:read']);
  const made = await rule(admin, { effect: { do: 'deny' } });
  expect(made).toMatchObject({ position: 1, enabled: true, changed_by: { id: admin.member }, version: 1 });
  expect(await add(key, { effect: { do: 'approve' } })).toMatchObject({ status: 403 });
  expect(await change(key, made, { enabled: false })).toMatchObject({ status: 403 });
  expect(await remove(key, made)).toMatchObject({ status: 403 });
  expect(await add(ada, { effect: { do: 'approve' } })).toMatchObject({ status: 403 });
  expect((await askAs(system, ada, `GET ${RULES}/${made.id}`)).body).toEqual(made);
  const off = await change(admin, made, { enabled: false, position: 0 });
  expect(off).toMatchObject({ status: 200, body: { enabled: false, version: 2 } });
  expect((await house.submit(ada)).status).toBe('pending');
  expect(await change(admin, made, { enabled: true })).toMatchObject({ status: 412, body: { current_version: 2 } });
  expect(await remove(admin, made)).toMatchObject({ status: 412 });
  expect((await rule(admin, { effect: { do: 'require', quorum: 2 } })).position).toBe(1);
  expect(await remove(admin, { ...made, version: 2 as never })).toMatchObject({ status: 204 });
  expect(await askAs(system, ada, `GET ${RULES}/${made.id}`)).toMatchObject({ status: 404 });
  expect(await remove(admin, { ...made, version: 2 as never })).toMatchObject({ status: 404 });
});

test('what no rule can be is refused by its field', async () => {
  const { admin } = await house.house(0);
  const wrong: [object, string][] = [
    [{ effect: { do: 'require' } }, '/body/effect'],
    [{ effect: { do: 'allow' } }, '/body/effect'],
    [{ effect: { do: 'deny' }, kind: '*.isolate' }, '/body/kind'],
    [{ effect: { do: 'deny' }, kind: '' }, '/body/kind'],
    [{ effect: { do: 'deny' }, position: -1 }, '/body/position'],
    [{ effect: { do: 'deny' }, conditions: [{ pointer: '/title', op: 'eq', value: 1 }] }, '/body/conditions/0/pointer'],
    [{ effect: { do: 'deny' }, conditions: [{ pointer: '/priority', op: 'is', value: 1 }] }, '/body/conditions/0/op'],
    [
      { effect: { do: 'deny' }, conditions: [{ pointer: '/arguments/a', op: 'lt', value: '1' }] },
      '/body/conditions/0/value',
    ],
  ];
  for (const [body, pointer] of wrong) {
    const { status, body: problem } = await add(admin, body);
    expect([body, status]).toEqual([body, 422]);
    const pointers = (problem as { errors: { pointer: string }[] }).errors.map((error) => error.pointer);
    expect(pointers.some((one) => one.startsWith(pointer))).toBe(true);
  }
});

test('what would come of a decision is told, and none is asked for', async () => {
  const { admin } = await house.house(0);
  const viewer = await people.join(admin, 'viewer');
  const approves = await rule(admin, { name: 'Small refunds', conditions: SMALL, effect: { do: 'approve' } });
  const hurries = await rule(admin, { kind: '*', effect: { do: 'require', deadline_seconds: 60 } });
  const tried = async (json: object): Promise<Asked> => askAs(system, viewer, `POST ${RULES}/try`, { json });
  expect(await tried({ kind: 'refund', arguments: { cents: 1 } })).toMatchObject({
    status: 200,
    body: {
      fits: [{ id: approves.id }, { id: hurries.id }],
      verdict: 'approve',
      by: { kind: 'rule', id: approves.id, name: 'Small refunds' },
    },
  });
  expect(await tried({ kind: 'mail', arguments: {}, default: 'approve' })).toMatchObject({
    body: {
      fits: [{ id: hurries.id }],
      verdict: null,
      by: null,
      needs: { deadline_seconds: 60, default: 'deny', quorum: 1 },
    },
  });
  const { items } = (await askAs(system, admin, `GET ${DECISIONS}`)).body as { items: Decision[] };
  expect(items).toEqual([]);
});

test('a trial for somebody who is named says which rules are their own, also for their key', async () => {
  const {
    admin,
    analysts: [ada],
  } = await house.house(1);
  const made = await rule(admin, { conditions: SMALL, effect: { do: 'approve' } });
  const json = { name: 'A key', scopes: ['decisions:submit'] };
  const key = (await askAs(system, admin, 'POST /api/v1/keys', { json })).body as { id: string };
  const tried = async (asker?: string) => {
    const wish = { kind: 'refund', arguments: { cents: 1 }, ...(asker === undefined ? {} : { asker }) };
    const { body } = await askAs(system, ada, `POST ${RULES}/try`, { json: wish });
    const { verdict, fits } = body as { verdict: string | null; fits: { id: string; own: boolean }[] };
    return [verdict, ...fits.map(({ id, own }) => [id, own])];
  };
  for (const own of [admin.member, key.id]) expect(await tried(own)).toEqual([null, [made.id, true]]);
  for (const other of [ada.member, undefined]) expect(await tried(other)).toEqual(['approve', [made.id, false]]);
  expect((await house.submit(admin, { arguments: { cents: 1 } })).status).toBe('pending');
});

test('a workspace has at most 200, in pages by position', async () => {
  const { admin } = await house.house(0);
  for (let position = 0; position < 200; position += 1)
    await rule(admin, {
      name: `${position}`,
      position: 200 - Math.floor(position / 2),
      effect: { do: 'deny' },
      kind: 'x',
    });
  expect(await add(admin, { effect: { do: 'deny' } })).toMatchObject({ status: 409 });
  const seen: DecisionRule[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const asked: Asked = await askAs(system, admin, `GET ${RULES}?limit=70${cursor === '' ? '' : `&cursor=${cursor}`}`);
    const page = asked.body as { items: DecisionRule[]; next_cursor: string | null };
    seen.push(...page.items);
    cursor = page.next_cursor;
  }
  expect(new Set(seen.map(({ id }) => id)).size).toBe(200);
  expect(seen.map(({ position }) => position)).toEqual(seen.map(({ position }) => position).toSorted((a, b) => a - b));
  const asker = await people.join(admin, 'analyst');
  expect((await house.submit(asker, aDecision)).status).toBe('pending');
});
