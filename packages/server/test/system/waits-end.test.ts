import type { Decision } from '@holdfast/protocol/decisions/decision';
import { expect, test } from 'vitest';
import { ask, type Asked } from '../ground/ask.ts';
import { deciding, DECISIONS } from '../ground/decisions.ts';
import { sayMcp } from '../ground/mcp.ts';
import { askAs, usePeople, type Person } from '../ground/people.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();
const people = usePeople(system);
const house = deciding(system, people);

const IN_FLIGHT = /^holdfast_http_requests_in_flight (\d+)$/m;

/** Whoever asks for the metrics is none of them. */
const isWaitedFor = async (): Promise<void> => {
  const inFlight = async () => IN_FLIGHT.exec((await ask(system, 'GET /metrics')).text)?.[1];
  await expect.poll(inFlight).toBe('1');
};

const keyOf = async (admin: Person): Promise<{ readonly agent: Person; readonly revoke: () => Promise<Asked> }> => {
  const scopes = ['decisions:submit', 'decisions:read'];
  const { body } = await askAs(system, admin, 'POST /api/v1/keys', { json: { name: 'An agent', scopes } });
  const { id, key, version } = body as { id: string; key: string; version: number };
  return {
    agent: { ...admin, token: key },
    revoke: () => askAs(system, admin, `DELETE /api/v1/keys/${id}`, { headers: { 'if-match': `"${version}"` } }),
  };
};

const byHttp = (agent: Person, { id }: Decision): Promise<Asked> =>
  askAs(system, agent, `GET ${DECISIONS}/${id}/wait?timeout_s=50`);
const byMcp = (agent: Person, { id }: Decision): Promise<Asked> =>
  sayMcp(system, agent, {
    method: 'tools/call',
    params: { name: 'wait_for_decision', arguments: { decision_id: id, timeout_s: 50 } },
  });

test.each([
  ['by HTTP', byHttp],
  ['by MCP', byMcp],
])('a key that is revoked while it waits %s is shut out, and does not hear what is decided then', async (_by, wait) => {
  const { admin, analysts } = await house.house(1);
  const { agent, revoke } = await keyOf(admin);
  const decision = await house.submit(agent);
  const waiting = wait(agent, decision);
  await isWaitedFor();
  expect((await revoke()).status).toBe(204);
  expect((await waiting).status).toBe(401);
  expect((await house.act(analysts[0], decision, 'approve')).status).toBe(200);
});

test('a member who signs out while they wait is shut out', async () => {
  const { admin, analysts } = await house.house(1);
  const decision = await house.submit(admin);
  const waiting = byHttp(analysts[0], decision);
  await isWaitedFor();
  expect((await askAs(system, analysts[0], 'POST /api/v1/sign-out')).status).toBeLessThan(300);
  expect((await waiting).status).toBe(401);
});

test('a stream tells the longest texts, however they are escaped', async () => {
  const { admin, analysts } = await house.house(1);
  const decision = await house.submit(admin, { title: '\u0001'.repeat(300) });
  await house.act(analysts[0], decision, 'approve', { body: { reason: '\u0001'.repeat(4000) } });
  for (const report of [{ status: 'taken' }, { status: 'executed', detail: '\u0001'.repeat(10_000) }])
    await askAs(system, admin, `POST ${DECISIONS}/${decision.id}/execution`, { json: report });
  const { text } = await askAs(system, admin, `GET ${DECISIONS}/${decision.id}/events`);
  expect(text).toContain('event: decided');
  expect(text).not.toContain('event: error');
});
