import type { AuditEntry } from '@holdfast/protocol/audit/audit';
import type { Webhook, WebhookWithSecret } from '@holdfast/protocol/webhooks/webhooks';
import { expect, test } from 'vitest';
import { deciding } from '../ground/decisions.ts';
import { usePeople } from '../ground/people.ts';
import { isSignedBy, toldIn, useReceiver } from '../ground/receiver.ts';
import { useSystem } from '../ground/system.ts';
import { webhooksOf, WEBHOOKS } from '../ground/webhooks.ts';

const receiver = useReceiver();
const system = useSystem(() => ({ HOLDFAST_OUTBOUND_ALLOW: `127.0.0.0/8:${receiver.port}` }));
const people = usePeople(system);
const house = deciding(system, people);

test('who named an area or everything is told of a decision from asking to its end, in order and signed, and nobody else', async () => {
  const { admin, analysts } = await house.house(1);
  const hooks = webhooksOf(system, admin);
  const named = await hooks.add(receiver.url('/area'), { events: ['decision.*'] });
  const all = await hooks.add(receiver.url('/all'));
  const other = await hooks.add(receiver.url('/other'), { events: ['feed_pull_ended'] });
  const off = await hooks.add(receiver.url('/off'), { enabled: false });
  const elsewhere = webhooksOf(system, (await house.house(0)).admin);
  const theirs = await elsewhere.add(receiver.url('/theirs'));
  const decision = await house.submit(await house.keyOf(admin));
  expect((await house.act(analysts[0], decision, 'reject', { body: { reason: 'No.' } })).status).toBe(200);

  for (const { id } of [named, all]) await expect.poll(() => hooks.states(id)).toEqual(['done', 'done']);
  const letters = receiver.at('/area');
  expect(letters.map((letter) => [toldIn(letter).type, toldIn(letter).sequence])).toEqual([
    ['decision.submitted', 1],
    ['decision.decided', 2],
  ]);
  expect(toldIn(letters[1] as never)).toMatchObject({
    object: { kind: 'decision', id: decision.id },
    data: { decision_id: decision.id, verdict: 'deny', reason: 'No.' },
  });
  for (const letter of letters) {
    expect(isSignedBy(letter, named.secret)).toBe(true);
    expect(isSignedBy(letter, all.secret)).toBe(false);
  }
  for (const { id } of [other, off]) expect(await hooks.log(id)).toEqual([]);
  expect(await elsewhere.log(theirs.id)).toEqual([]);
  expect(receiver.at('/theirs')).toEqual([]);
});

test('the log has the very body that was posted, under the id that it was posted with', async () => {
  const { admin } = await house.house(0);
  const hooks = webhooksOf(system, admin);
  const { id } = await hooks.add(receiver.url('/logged'));
  await house.submit(admin);
  await expect.poll(() => hooks.states(id)).toEqual(['done']);
  const [letter] = receiver.at('/logged');
  const [logged] = await hooks.log(id);
  expect(logged).toMatchObject({ type: 'decision.submitted', attempts: 1, status: 204, error: null });
  expect(logged?.id).toBe(letter?.headers['webhook-id']);
  expect(await hooks.found(`GET ${WEBHOOKS}/${id}/deliveries/${logged?.id}`)).toEqual({
    ...logged,
    body: letter?.body,
  });
  expect(await hooks.log(id, '?state=dead')).toEqual([]);
});

test('what a receiver that is down did not take is kept, and taken when it is back', async () => {
  const { admin } = await house.house(0);
  const hooks = webhooksOf(system, admin);
  const { id } = await hooks.add(receiver.url('/down'));
  await receiver.leave();
  await house.submit(admin);
  await expect.poll(async () => (await hooks.log(id))[0]?.attempts ?? 0).toBeGreaterThan(0);
  expect(await hooks.log(id)).toMatchObject([{ state: 'waiting', status: null, ended_at: null }]);
  await receiver.comeBack();
  await expect.poll(() => hooks.states(id)).toEqual(['done']);
  expect(receiver.at('/down')).toHaveLength(1);
});

test('what was given up is sent again when somebody says so, with its old id; so is what was taken', async () => {
  const { admin } = await house.house(0);
  const hooks = webhooksOf(system, admin);
  const { id } = await hooks.add(receiver.url('/broken'));
  receiver.answers('/broken', 500);
  await house.submit(admin);
  await expect.poll(() => hooks.states(id), { timeout: 10_000 }).toEqual(['dead']);
  const [dead] = await hooks.log(id);
  expect(dead).toMatchObject({ attempts: 5, status: 500, error: 'It answered 500.' });
  receiver.answers('/broken', 204);
  const line = `POST ${WEBHOOKS}/${id}/deliveries/${dead?.id}/replay` as const;
  await hooks.found(line, 202);
  await expect.poll(() => hooks.log(id)).toMatchObject([{ state: 'done', attempts: 1 }]);
  await hooks.found(line, 202);
  await expect.poll(() => receiver.at('/broken').length).toBe(7);
  await expect.poll(() => hooks.states(id)).toEqual(['done']);
  expect(
    new Set(receiver.at('/broken').map(({ headers, body }) => `${String(headers['webhook-id'])} ${body}`)).size,
  ).toBe(1);
});

test('what waits for a later try is tried at once when somebody says so', async () => {
  const { admin } = await house.house(0);
  const hooks = webhooksOf(system, admin);
  const { id } = await hooks.add(receiver.url('/later'));
  receiver.answers('/later', 500);
  await house.submit(admin);
  await expect.poll(() => receiver.at('/later').length).toBe(1);
  await system.database.as(
    'owner',
    `update holdfast.outbox_lanes set state = 'later', due_at = now() + interval '5 hours' where target_id = $1`,
    [id],
  );
  await expect.poll(async () => (await hooks.log(id))[0]?.next_attempt_at).not.toBeNull();
  receiver.answers('/later', 204);
  const [waiting] = await hooks.log(id);
  await hooks.found(`POST ${WEBHOOKS}/${id}/deliveries/${waiting?.id}/replay`, 202);
  await expect.poll(() => hooks.log(id)).toMatchObject([{ state: 'done', next_attempt_at: null }]);
});

test('no secret is given back or stored as it is', async () => {
  const { admin } = await house.house(0);
  const hooks = webhooksOf(system, admin);
  const made = await hooks.add(receiver.url('/secret'));
  expect(made.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const { rows } = await system.database.as('admin', 'select * from webhooks.webhooks where id = $1', [made.id]);
  for (const shown of [rows, await hooks.found(`GET ${WEBHOOKS}/${made.id}`), await hooks.found(`GET ${WEBHOOKS}`)])
    expect(JSON.stringify(shown)).not.toContain(made.secret.slice('whsec_'.length, -4));
  // in the row of another it opens nothing
  const other = await hooks.add(receiver.url('/secret'));
  await system.database.as('admin', 'update webhooks.webhooks set sealed_secret = $1 where id = $2', [
    (rows[0] as { sealed_secret: string }).sealed_secret,
    other.id,
  ]);
  await hooks.found(`POST ${WEBHOOKS}/${other.id}/test`, 202);
  await expect
    .poll(() => hooks.log(other.id))
    .toMatchObject([{ state: 'dead', error: expect.stringContaining('Give the target a new secret') as string }]);
  expect(receiver.at('/secret')).toEqual([]);
});

test('a receiver that answers 410 is told nothing more, until somebody enables it', async () => {
  const { admin } = await house.house(0);
  const hooks = webhooksOf(system, admin);
  const { id } = await hooks.add(receiver.url('/gone'));
  receiver.answers('/gone', 410);
  await house.submit(admin);
  await expect.poll(() => hooks.states(id)).toEqual(['dead']);
  const gone = await hooks.found<Webhook>(`GET ${WEBHOOKS}/${id}`);
  expect(gone).toMatchObject({ enabled: false, gone_at: expect.any(String) as string, version: 2 });
  await house.submit(admin);
  const { items } = await hooks.found<{ items: AuditEntry[] }>('GET /api/v1/audit?limit=20');
  expect(items.find(({ action }) => action === 'webhook.gone')).toMatchObject({ object: { id } });
  const [dead] = await hooks.log(id);
  expect((await hooks.say(`POST ${WEBHOOKS}/${id}/deliveries/${dead?.id}/replay`)).status).toBe(409);
  receiver.answers('/gone', 204);
  const enabled = await hooks.found(`PATCH ${WEBHOOKS}/${id}`, 200, { json: { enabled: true }, version: gone.version });
  expect(enabled).toMatchObject({ enabled: true, gone_at: null });
  await hooks.found(`POST ${WEBHOOKS}/${id}/deliveries/${dead?.id}/replay`, 202);
  await expect.poll(() => hooks.states(id)).toEqual(['done']);
  expect(receiver.at('/gone')).toHaveLength(2);
});

test('a test comes to the webhook that is named and to no other, once, whether or not it is enabled', async () => {
  const { admin } = await house.house(0);
  const hooks = webhooksOf(system, admin);
  const off = await hooks.add(receiver.url('/tested'), { enabled: false });
  await hooks.add(receiver.url('/not-tested'));
  receiver.answers('/tested', 500);
  const { delivery_id } = await hooks.found<{ delivery_id: string }>(`POST ${WEBHOOKS}/${off.id}/test`, 202);
  await expect
    .poll(() => hooks.log(off.id))
    .toMatchObject([{ id: delivery_id, state: 'dead', attempts: 1, status: 500 }]);
  receiver.answers('/tested', 200);
  await hooks.found(`POST ${WEBHOOKS}/${off.id}/test`, 202);
  await expect.poll(() => hooks.states(off.id)).toEqual(['done', 'dead']);
  expect(toldIn(receiver.at('/tested').at(-1) as never)).toMatchObject({
    type: 'webhook.test',
    object: { kind: 'webhook', id: off.id },
  });
  expect(receiver.at('/not-tested')).toEqual([]);
});

test('a change counts at once for what waits, and what is removed is told nothing more', async () => {
  const { admin } = await house.house(0);
  const hooks = webhooksOf(system, admin);
  receiver.answers('/before', 503);
  const [moves, goes] = [await hooks.add(receiver.url('/before')), await hooks.add(receiver.url('/before'))];
  await house.submit(admin);
  await expect.poll(() => receiver.at('/before').length).toBeGreaterThan(1);
  expect(await hooks.say(`DELETE ${WEBHOOKS}/${goes.id}`)).toMatchObject({ status: 204 });
  const json = { url: receiver.url('/after') };
  await hooks.found(`PATCH ${WEBHOOKS}/${moves.id}`, 200, { json, version: moves.version });
  await expect.poll(() => receiver.at('/after').length).toBe(1);
  const stateOf = async (): Promise<unknown> =>
    (await system.database.as('owner', 'select state from holdfast.outbox_deliveries where target_id = $1', [goes.id]))
      .rows;
  await expect.poll(stateOf).toEqual([{ state: 'dropped' }]);
  expect(await hooks.say(`GET ${WEBHOOKS}/${goes.id}/deliveries`)).toMatchObject({ status: 404 });
});

test('while a secret is replaced both sign, and then the new one alone', async () => {
  // a sign-in ends while nobody uses it, and may be swept before the clocks are back: this test comes last
  const agent = await house.keyOf((await house.house(0)).admin, ['decisions:submit', 'webhooks:manage']);
  const hooks = webhooksOf(system, agent);
  const old = await hooks.add(receiver.url('/rotated'));
  // what is on its way while the clocks move may come twice
  const told = () => new Set(receiver.at('/rotated').map(({ headers }) => headers['webhook-id'])).size;
  const say = async (): Promise<void> => {
    const before = told();
    await house.submit(agent);
    await expect.poll(told).toBe(before + 1);
  };
  const signed = (secret: string): boolean => isSignedBy(receiver.at('/rotated').at(-1) as never, secret);
  const rotate = (version: number, json: object = {}): Promise<WebhookWithSecret> =>
    hooks.found(`POST ${WEBHOOKS}/${old.id}/rotate`, 200, { json, version });

  const now = await rotate(old.version);
  expect(now.secret).not.toBe(old.secret);
  const hours = (Date.parse(now.earlier_secret_until ?? '') - Date.parse(now.secret_set_at)) / 3_600_000;
  expect(hours).toBeCloseTo(24, 1);
  await say();
  expect([signed(old.secret), signed(now.secret)]).toEqual([true, true]);
  await system.overrides.shiftClocks(25 * 3_600_000);
  try {
    await say();
    expect([signed(old.secret), signed(now.secret)]).toEqual([false, true]);
    expect(await hooks.found(`GET ${WEBHOOKS}/${old.id}`)).toMatchObject({ earlier_secret_until: null });
  } finally {
    await system.overrides.shiftClocks(0);
  }
  const last = await rotate(now.version, { overlap_seconds: 0 });
  await say();
  expect([signed(now.secret), signed(last.secret)]).toEqual([false, true]);
  expect((await hooks.say(`POST ${WEBHOOKS}/${old.id}/rotate`, { json: {}, version: 1 })).status).toBe(412);
});
