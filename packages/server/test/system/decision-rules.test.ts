import { expect, test } from 'vitest';
import { deciding, DECISIONS } from '../ground/decisions.ts';
import { askAs, usePeople } from '../ground/people.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();
const people = usePeople(system);
const house = deciding(system, people);

test('neither the asker, nor whoever made its key, nor a key decides; a viewer may not', async () => {
  const {
    admin,
    analysts: [ben],
  } = await house.house(1);
  const viewer = await people.join(admin, 'viewer');
  const maker = await people.join(admin, 'admin');
  const agent = await house.keyOf(maker, ['decisions:submit', 'decisions:read', 'decisions:decide']);
  const decision = await house.submit(agent);
  for (const does of ['approve', 'claim', 'revise', 'delegate', 'escalate', 'reject', 'return'] as const) {
    const body = {
      ...(does === 'delegate' ? { to: ben.member, for_seconds: 60 } : {}),
      ...(does === 'revise' ? { arguments: { a: 1 } } : {}),
      ...(does === 'approve' || does === 'claim' ? {} : { reason: 'r' }),
    };
    const own = await house.act(maker, decision, does, { body });
    expect([does, own.status, (own.body as { hindrance?: string }).hindrance]).toEqual([does, 403, 'own_request']);
    const byKey = await house.act(agent, decision, does, { body });
    expect([does, byKey.status, (byKey.body as { hindrance?: string }).hindrance]).toEqual([
      does,
      403,
      'person_needed',
    ]);
    expect(await house.act(viewer, decision, does, { body, version: 1 })).toMatchObject({ status: 403 });
  }
  expect(await house.act(agent, decision, 'cancel')).toMatchObject({ status: 200, body: { status: 'cancelled' } });
});

test('two who left and one who lost the role do not count among three', async () => {
  const { admin, analysts } = await house.house(5);
  const [ada, ben, cy, dee, eve] = analysts as [typeof admin, typeof admin, typeof admin, typeof admin, typeof admin];
  const decision = await house.submit(admin, { quorum: 3 });
  for (const one of [ada, ben])
    expect(await house.act(one, decision, 'approve')).toMatchObject({ status: 200, body: { status: 'pending' } });
  expect(await house.act(ben, decision, 'approve')).toMatchObject({
    status: 200,
    body: { already: true, approvals: 2 },
  });
  const members = '/api/v1/members';
  const { version } = (await askAs(system, admin, `GET ${members}/${ada.member}`)).body as { version: number };
  const lowered = await askAs(system, admin, `PATCH ${members}/${ada.member}`, {
    json: { role: 'viewer' },
    headers: { 'if-match': `"${version}"` },
  });
  expect(lowered.status).toBe(200);
  expect(await house.act(cy, decision, 'approve')).toMatchObject({ status: 200, body: { status: 'pending' } });
  expect((await house.read(admin, decision)).votes.map(({ counts }) => counts)).toEqual([false, true, true]);
  expect(await house.act(dee, decision, 'approve')).toMatchObject({ status: 200, body: { status: 'approved' } });
  expect(await house.act(eve, decision, 'approve')).toMatchObject({ status: 409 });
});

test('a new revision has its own hash, says what is other, and begins the count anew', async () => {
  const { admin, analysts } = await house.house(3);
  const [ada, ben, cy] = analysts as [typeof admin, typeof admin, typeof admin];
  const decision = await house.submit(admin, { quorum: 2 });
  expect(await house.act(ada, decision, 'approve')).toMatchObject({ body: { approvals: 1 } });
  const refused = await house.act(ben, decision, 'approve', { body: { arguments: { order: 1 }, reason: 'r' } });
  expect(refused).toMatchObject({ status: 403, body: { hindrance: 'editor' } });
  const revised = await house.act(ben, decision, 'revise', {
    body: { arguments: { order: 17, cents: 4000 }, reason: 'less' },
  });
  expect(revised).toMatchObject({ status: 200, body: { revision: 2, approvals: 0 } });
  expect(await house.act(ben, decision, 'approve')).toMatchObject({ status: 403, body: { hindrance: 'editor' } });
  for (const one of [ada, cy]) await house.act(one, decision, 'approve');
  expect(await house.read(admin, decision)).toMatchObject({
    status: 'approved',
    outcome: { edited: true },
    arguments: { order: 17, cents: 4000 },
    execution: { status: 'waiting', idempotency_key: `${decision.id}.2` },
  });
  const { items } = (await askAs(system, admin, `GET ${DECISIONS}/${decision.id}/revisions`)).body as {
    items: object[];
  };
  expect(items).toMatchObject([
    { revision: 1, differences: [], arguments_sha256: decision.arguments_sha256 },
    { revision: 2, reason: 'less', differences: [{ pointer: '/cents', was: 4200, is: 4000 }] },
  ]);
});

test('it goes up with its reason, to who has the role, and back', async () => {
  const {
    admin,
    analysts: [ada, ben],
  } = await house.house();
  const decision = await house.submit(ada);
  expect(await house.act(ben, decision, 'escalate', { body: {} })).toMatchObject({ status: 422 });
  expect(await house.act(ben, decision, 'escalate', { body: { reason: 'above me' } })).toMatchObject({
    body: { level: 2, required_role: 'admin' },
  });
  expect(await house.act(ben, decision, 'approve')).toMatchObject({ status: 403, body: { hindrance: 'role_needed' } });
  expect(await house.act(admin, decision, 'escalate', { body: { reason: 'yet higher' } })).toMatchObject({
    status: 409,
  });
  expect(await house.act(admin, decision, 'escalate', { body: { reason: 'yours', level: 1 } })).toMatchObject({
    body: { level: 1 },
  });
  expect(await house.act(ben, decision, 'reject', { body: { reason: 'no' } })).toMatchObject({
    body: { status: 'rejected', execution: null },
  });
  expect(await house.steps(admin, decision)).toEqual(['submitted', 'escalated', 'escalated', 'rejected']);
});

test('it is returned for more, answered by the asker alone, and waits again', async () => {
  const {
    admin,
    analysts: [ada, ben],
  } = await house.house();
  const decision = await house.submit(ada);
  expect(await house.act(ada, decision, 'answer', { body: { reason: 'r' } })).toMatchObject({ status: 409 });
  expect(await house.act(ben, decision, 'return', { body: { reason: 'which order?' } })).toMatchObject({
    body: { status: 'returned' },
  });
  expect(await house.act(ben, decision, 'approve')).toMatchObject({ status: 409, body: { hindrance: 'returned' } });
  expect(await house.act(ben, decision, 'answer', { body: { reason: 'r' } })).toMatchObject({
    status: 403,
    body: { hindrance: 'not_asker' },
  });
  const evidence = [{ title: 'Order', content: '17', origin: 'shop', trusted: true }];
  const answered = await house.act(ada, decision, 'answer', {
    body: { reason: 'the first', arguments: { order: 17 }, evidence },
  });
  expect(answered).toMatchObject({ body: { status: 'pending', revision: 2, evidence: [{ trusted: true }] } });
  expect(await house.act(admin, decision, 'approve')).toMatchObject({ body: { status: 'approved' } });
});

test('whoever changed the arguments is the same after leaving and coming back', async () => {
  const {
    admin,
    analysts: [ada, ben],
  } = await house.house();
  const decision = await house.submit(ada, { four_eyes: true });
  const args = { arguments: { order: 17, cents: 99 }, reason: 'less' };
  expect(await house.act(ben, decision, 'revise', { body: args })).toMatchObject({ body: { revision: 2 } });
  expect((await askAs(system, admin, `DELETE /api/v1/members/${ben.member}`)).status).toBe(204);
  const back = await people.join(admin, 'analyst', ben);
  expect(back.member).not.toBe(ben.member);
  expect(await house.act(back, decision, 'approve')).toMatchObject({ status: 403, body: { hindrance: 'editor' } });
  expect(await house.act(admin, decision, 'approve')).toMatchObject({ body: { status: 'approved' } });
});

test('one has it at a time; it may be handed on once, to who could decide it', async () => {
  const {
    admin,
    analysts: [ada, ben],
  } = await house.house();
  const viewer = await people.join(admin, 'viewer');
  const decision = await house.submit(admin);
  expect(await house.act(ada, decision, 'claim')).toMatchObject({ body: { claim: { by: { id: ada.member } } } });
  expect(await house.act(ben, decision, 'approve')).toMatchObject({
    status: 409,
    body: { hindrance: 'claimed_by_other' },
  });
  for (const to of [viewer.member, admin.member, ada.member]) {
    const unfit = await house.act(ada, decision, 'delegate', { body: { to, for_seconds: 600, reason: 'away' } });
    expect(unfit).toMatchObject({ status: 422, body: { errors: [{ pointer: '/body/to' }] } });
  }
  const handed = await house.act(ada, decision, 'delegate', {
    body: { to: ben.member, for_seconds: 600, reason: 'away' },
  });
  expect(handed).toMatchObject({ body: { claim: { by: { id: ben.member }, delegated_by: { id: ada.member } } } });
  const on = await house.act(ben, decision, 'delegate', { body: { to: ada.member, for_seconds: 600, reason: 'no' } });
  expect(on).toMatchObject({ status: 403, body: { hindrance: 'delegated' } });
  expect(await house.act(ben, decision, 'claim')).toMatchObject({ status: 409 });
  expect(await house.act(ben, decision, 'release')).toMatchObject({ body: { claim: null } });
  expect(await house.act(ada, decision, 'approve')).toMatchObject({ body: { status: 'approved' } });
});
