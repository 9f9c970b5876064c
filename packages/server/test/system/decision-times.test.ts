import type { Decision } from '@holdfast/protocol/decisions/decision';
import type { Problem } from '@holdfast/protocol/problem';
import { expect, test } from 'vitest';
import { deciding, DECISIONS } from '../ground/decisions.ts';
import { usePassingTime } from '../ground/passing-time.ts';
import { askAs, usePeople, type Person } from '../ground/people.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();
const people = usePeople(system);
const house = deciding(system, people);
const goOn = usePassingTime(system);

test('after its deadline the default counts, once, and whoever clicks later hears of it', async () => {
  const {
    admin,
    analysts: [ada],
  } = await house.house(1);
  const denied = await house.submit(admin, { deadline_seconds: 60 });
  const allowed = await house.submit(admin, { deadline_seconds: 60, default: 'approve' });
  await goOn(61);
  const late = await house.act(ada, denied, 'approve', { version: 1 });
  expect(late).toMatchObject({
    status: 409,
    body: { code: 'already_decided', decision: { status: 'expired', outcome: { verdict: 'deny', how: 'deadline' } } },
  });
  for (const decision of [denied, allowed])
    await expect.poll(() => house.steps(admin, decision)).toEqual(['submitted', 'expired']);
  expect(await house.read(admin, allowed)).toMatchObject({
    outcome: { verdict: 'approve', how: 'deadline', by: { kind: 'clock' } },
    execution: { status: 'waiting' },
  });
});

test('each level has its own clock, and the last one waits for the deadline', async () => {
  const {
    admin,
    analysts: [ada, ben],
  } = await house.house();
  const levels = [
    { required_role: 'analyst', within_seconds: 300 },
    { required_role: 'admin', within_seconds: 900 },
  ];
  const decision = await house.submit(ada, { levels, deadline_seconds: 86_400 });
  expect(Date.parse(decision.due_at ?? '') - Date.parse(decision.created_at)).toBeLessThan(301_000);
  await goOn(301);
  await expect.poll(async () => (await house.read(ada, decision)).level).toBe(2);
  const up = await house.read(ada, decision);
  expect(up.required_role).toBe('admin');
  expect(await house.act(ben, decision, 'approve')).toMatchObject({ status: 403 });
  await goOn(1000);
  expect(await house.act(admin, decision, 'approve')).toMatchObject({ status: 200 });
  expect(await house.steps(ada, decision)).toEqual(['submitted', 'escalated', 'approved']);
});

test('a claim ends by itself', async () => {
  const {
    admin,
    analysts: [ada, ben],
  } = await house.house();
  const decision = await house.submit(admin);
  await house.act(ada, decision, 'claim');
  await goOn(16 * 60);
  expect(await house.read(ben, decision)).toMatchObject({ claim: null });
  expect(await house.act(ben, decision, 'approve')).toMatchObject({ status: 200 });
});

test('whoever waits hears it at once, also when it was decided before, and the stream ends with it', async () => {
  const {
    admin,
    analysts: [ada],
  } = await house.house(1);
  const decision = await house.submit(admin);
  const waiting = askAs(system, admin, `GET ${DECISIONS}/${decision.id}/wait?timeout_s=30`);
  const streaming = askAs(system, admin, `GET ${DECISIONS}/${decision.id}/events`);
  expect(await askAs(system, admin, `GET ${DECISIONS}/${decision.id}/wait?timeout_s=0`)).toMatchObject({
    body: { status: 'pending' },
  });
  await house.act(ada, decision, 'approve', { body: { reason: 'fine' } });
  expect(await waiting).toMatchObject({ status: 200, body: { status: 'approved', outcome: { reason: 'fine' } } });
  const { text } = await streaming;
  expect(text).toContain('event: decided');
  expect(text.match(/^event: decided$/gm)).toHaveLength(1);
  const after = await askAs(system, admin, `GET ${DECISIONS}/${decision.id}/wait?timeout_s=30`);
  expect(after).toMatchObject({ body: { status: 'approved' } });
  const back = await askAs(system, admin, `GET ${DECISIONS}/${decision.id}/events`, {
    headers: { 'last-event-id': '2' },
  });
  expect(back.text).not.toContain('event: decided');
});

/** They have a second factor, and showed it too long ago to count. */
const setUpLongAgo = async ({ account }: Person): Promise<void> => {
  await system.database.as(
    'admin',
    `insert into auth.second_factors (account_id, secret, confirmed_at) values ($1, '', now())`,
    [account],
  );
  await system.database.as(
    'admin',
    `update auth.sign_ins set second_factor = true, proved_at = proved_at - interval '6 minutes' where account_id = $1`,
    [account],
  );
};

test('a decision that needs a second factor is not approved without one', async () => {
  const {
    admin,
    analysts: [ada],
  } = await house.house(1);
  const decision = await house.submit(admin, { second_factor: true });
  const refused = await house.act(ada, decision, 'approve');
  expect(refused).toMatchObject({ status: 403, body: { code: 'proof_needed', hindrance: 'second_factor_needed' } });
  // a code helps only whoever has one to show
  expect((refused.body as Problem).detail).toContain('POST /api/v1/me/second-factor first');
  await setUpLongAgo(ada);
  const unshown = await house.act(ada, decision, 'approve');
  expect(unshown).toMatchObject({ status: 403, body: { code: 'proof_needed', hindrance: 'second_factor_needed' } });
  expect((unshown.body as Problem).detail).toContain('POST /api/v1/me/proof');
  const rejected = await house.act(ada, decision, 'reject', { body: { reason: 'no' } });
  expect((rejected.body as Decision).status).toBe('rejected');
});
