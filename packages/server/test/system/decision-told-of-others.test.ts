import type { DecisionRule } from '@holdfast/protocol/decisions/rules';
import { expect, test } from 'vitest';
import { deciding, DECISIONS } from '../ground/decisions.ts';
import { sayMcp } from '../ground/mcp.ts';
import { askAs, usePeople } from '../ground/people.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();
const people = usePeople(system);
const house = deciding(system, people);

const SECRET = { arguments: { what: 'a secret' } };

test('whoever may not read decisions is told by no refusal what others asked for, also not by MCP', async () => {
  const {
    admin,
    analysts: [ada],
  } = await house.house(1);
  const decision = await house.submit(admin, SECRET);
  await house.act(ada, decision, 'approve', { body: { reason: 'a secret too' } });
  const other = await people.join(admin, 'admin');
  const asking = await house.keyOf(other, ['decisions:submit']);
  const deciders = await house.keyOf(other, ['decisions:decide']);
  expect((await askAs(system, asking, `GET ${DECISIONS}/${decision.id}`)).status).toBe(403);
  for (const [key, act, body] of [
    [asking, 'cancel', {}],
    [asking, 'answer', { reason: 'r' }],
    [deciders, 'approve', {}],
    [deciders, 'reject', { reason: 'r' }],
  ] as const) {
    const late = await house.act(key, decision, act, { body, version: 1 });
    expect(late).toMatchObject({ status: 409, body: { code: 'already_decided', decision_status: 'approved' } });
    expect(late.body).not.toHaveProperty('decision');
    expect(late.text).not.toContain('secret');
  }
  const args = { decision_id: decision.id, version: 1 };
  const params = { name: 'cancel_decision', arguments: args };
  const said = await sayMcp(system, asking, { method: 'tools/call', params });
  expect(said.text).toContain('already_decided');
  expect(said.text).not.toContain('secret');
  const reader = await house.keyOf(other, ['decisions:submit', 'decisions:read']);
  expect(await house.act(reader, decision, 'cancel', { version: 1 })).toMatchObject({
    status: 409,
    body: { decision: SECRET },
  });
});

test('what somebody asked themselves they are told, without the names of rules where they may not read those', async () => {
  const { admin } = await house.house(0);
  const other = await people.join(admin, 'admin');
  const add = async (json: object): Promise<DecisionRule> =>
    (await askAs(system, other, 'POST /api/v1/decision-rules', { json })).body as DecisionRule;
  const watched = await add({ name: 'watch', kind: 'refund', effect: { do: 'require', deadline_seconds: 600 } });
  const agent = await house.keyOf(admin, ['decisions:submit']);
  const waiting = await house.submit(agent, SECRET);
  expect(waiting.required_by).toEqual([{ id: watched.id, version: 1, name: null }]);
  expect((await house.read(admin, waiting)).required_by).toEqual([{ id: watched.id, version: 1, name: 'watch' }]);
  await house.act(other, waiting, 'reject', { body: { reason: 'No.' } });
  expect(await house.act(agent, waiting, 'cancel', { version: 1 })).toMatchObject({
    status: 409,
    body: { decision: { status: 'rejected', required_by: [{ name: null }] } },
  });
  const denies = await add({ name: 'never', kind: 'refund', effect: { do: 'deny', reason: 'No refunds.' } });
  const denied = await house.submit(agent);
  const by = { kind: 'rule', id: denies.id };
  expect(denied.outcome).toMatchObject({ by: { ...by, name: null }, reason: 'No refunds.' });
  expect((await house.read(admin, denied)).outcome).toMatchObject({ by: { ...by, name: 'never' } });
});
