import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { aDecision, deciding, DECISIONS } from '../ground/decisions.ts';
import { askAs, usePeople } from '../ground/people.ts';
import { isSignedBy, toldIn, useReceiver, type Letter } from '../ground/receiver.ts';
import { useSystem } from '../ground/system.ts';
import { webhooksOf } from '../ground/webhooks.ts';

const receiver = useReceiver();
const system = useSystem(() => ({ HOLDFAST_OUTBOUND_ALLOW: `127.0.0.0/8:${receiver.port}` }));
const people = usePeople(system);
const house = deciding(system, people);

const callback = (path: string) => ({
  url: receiver.url(path),
  secret: `whsec_${randomBytes(32).toString('base64')}`,
});
const REASON = { body: { reason: 'Because.' } };

test('the outcome is posted to the callback of its decision, signed with the secret of the asker, and nothing else is', async () => {
  const { admin, analysts } = await house.house(1);
  const agent = await house.keyOf(admin);
  const [one, two] = [callback('/one'), callback('/two')];
  const asked = await house.submit(agent, { callback: one });
  expect(asked.callback).toEqual({ origin: new URL(one.url).origin, delivery: null });
  const other = await house.submit(agent, { callback: two });
  expect((await house.submit(agent)).callback).toBeNull();
  expect((await house.act(analysts[0], asked, 'return', REASON)).status).toBe(200);
  expect((await house.act(analysts[0], other, 'approve')).status).toBe(200);
  expect((await house.act(admin, other, 'cancel')).status).toBe(409);
  await expect.poll(async () => (await house.read(agent, other)).callback?.delivery?.state).toBe('done');
  expect(receiver.at('/one')).toEqual([]);

  const [letter] = receiver.at('/two') as [Letter];
  expect(receiver.at('/two')).toHaveLength(1);
  expect([isSignedBy(letter, two.secret), isSignedBy(letter, one.secret)]).toEqual([true, false]);
  expect(toldIn(letter)).toMatchObject({
    type: 'decision.decided',
    object: { kind: 'decision', id: other.id },
    data: { decision_id: other.id, verdict: 'approve', how: 'person' },
  });
  expect((await house.read(agent, other)).callback?.delivery).toMatchObject({ attempts: 1, status: 204, error: null });
});

test('webhooks of the workspace hear of it as well, each signed with its own secret', async () => {
  const { admin, analysts } = await house.house(1);
  const hooks = webhooksOf(system, admin);
  const hook = await hooks.add(receiver.url('/both'), { events: ['decision.decided'] });
  const own = callback('/both');
  const asked = await house.submit(await house.keyOf(admin), { callback: own });
  await house.act(analysts[0], asked, 'reject', REASON);
  await expect.poll(() => receiver.at('/both').length).toBe(2);
  for (const { secret } of [hook, own])
    expect(receiver.at('/both').filter((letter) => isSignedBy(letter, secret))).toHaveLength(1);
  expect(await hooks.log(hook.id)).toHaveLength(1);
});

test('a callback that is down learns the outcome when it is back, also that of the deadline', async () => {
  const { admin } = await house.house(0);
  const asked = await house.submit(admin, { callback: callback('/away'), deadline_seconds: 1 });
  await receiver.leave();
  await expect
    .poll(async () => (await house.read(admin, asked)).callback?.delivery, { timeout: 10_000 })
    .toMatchObject({ state: 'waiting', status: null, error: expect.any(String) as string });
  await receiver.comeBack();
  await expect
    .poll(async () => (await house.read(admin, asked)).callback?.delivery, { timeout: 10_000 })
    .toMatchObject({ state: 'done', error: null });
  const [letter] = receiver.at('/away') as [Letter];
  expect(toldIn(letter).data).toMatchObject({ verdict: 'deny', how: 'deadline', status: 'expired' });
});

test('neither the secret nor what stands behind the host is shown or stored as it is', async () => {
  const { admin } = await house.house(0);
  const { url, secret } = callback('/a-path-that-is-a-secret');
  const asked = await askAs(system, admin, `POST ${DECISIONS}`, { json: { ...aDecision, callback: { url, secret } } });
  const { id } = asked.body as { id: string };
  const { rows } = await system.database.as('admin', 'select * from decisions.callbacks where decision_id = $1', [id]);
  expect(rows).toHaveLength(1);
  const read = await askAs(system, admin, `GET ${DECISIONS}/${id}`);
  for (const text of [asked.text, read.text]) expect(text).not.toContain('a-path-that-is-a-secret');
  for (const text of [asked.text, read.text, JSON.stringify(rows)]) expect(text).not.toContain(secret.slice(10, -4));
});

test('a callback that nothing could be posted to is refused by its field', async () => {
  const { admin } = await house.house(0);
  const good = callback('/x');
  for (const [pointer, change] of [
    ['/body/callback/url', { url: 'mailto:a@example.com' }],
    ['/body/callback/url', { url: 'https://me:pw@example.com/' }],
    ['/body/callback/secret', { secret: 'whsec_c2hvcnQ=' }],
    ['/body/callback/secret', { secret: good.secret.slice('whsec_'.length) }],
  ] as const) {
    const json = { ...aDecision, callback: { ...good, ...change } };
    const { status, body } = await askAs(system, admin, `POST ${DECISIONS}`, { json });
    expect([status, (body as { errors: { pointer: string }[] }).errors[0]?.pointer]).toEqual([422, pointer]);
  }
});

test('what a rule decides at once is told like what people decide', async () => {
  const { admin, analysts } = await house.house(1);
  const rule = {
    name: 'Small refunds',
    kind: 'refund',
    conditions: [{ pointer: '/arguments/cents', op: 'lt', value: 5000 }],
    effect: { do: 'approve', reason: 'small' },
  };
  expect((await askAs(system, admin, 'POST /api/v1/decision-rules', { json: rule })).status).toBe(201);
  const own = callback('/ruled');
  const asked = await house.submit(analysts[0], { callback: own });
  expect(asked.status).toBe('approved');
  await expect.poll(() => receiver.at('/ruled').length).toBe(1);
  const [letter] = receiver.at('/ruled') as [Letter];
  expect(isSignedBy(letter, own.secret)).toBe(true);
  expect(toldIn(letter)).toMatchObject({ sequence: 2, data: { verdict: 'approve', how: 'rule' } });
});
