import type { Decision, DecisionSummary } from '@holdfast/protocol/decisions/decision';
import { beforeEach, expect, test } from 'vitest';
import { deciding, DECISIONS } from '../ground/decisions.ts';
import { askAs, usePeople, type Person } from '../ground/people.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();
const people = usePeople(system);
const house = deciding(system, people);

let admin: Person;
let ada: Person;
let ben: Person;
beforeEach(async () => {
  ({
    admin,
    analysts: [ada, ben],
  } = await house.house());
});

const change = async (person: Person, changes: object): Promise<void> => {
  const path = `/api/v1/members/${person.member}`;
  const { version } = (await askAs(system, admin, `GET ${path}`)).body as { version: number };
  const headers = { 'if-match': `"${version}"` };
  expect((await askAs(system, admin, `PATCH ${path}`, { json: changes, headers })).status).toBe(200);
};

const delegate = async (decision: Decision, from: Person, to: Person): Promise<void> => {
  const body = { to: to.member, for_seconds: 7 * 86_400, reason: 'I am away.' };
  expect((await house.act(from, decision, 'delegate', { body })).status).toBe(200);
};

const claimed = async (person: Person, how: string): Promise<readonly DecisionSummary[]> =>
  ((await askAs(system, person, `GET ${DECISIONS}?claimed=${how}`)).body as { items: readonly DecisionSummary[] })
    .items;

test.each([
  ['was shut out', (who: Person) => change(who, { active: false })],
  ['lost the role', (who: Person) => change(who, { role: 'viewer' })],
  [
    'left',
    async (who: Person) =>
      expect((await askAs(system, admin, `DELETE /api/v1/members/${who.member}`)).status).toBe(204),
  ],
])('what was handed to somebody who %s is there for the others', async (_how, go) => {
  const decision = await house.submit(admin);
  await delegate(decision, ada, ben);
  expect((await house.read(ada, decision)).your_acts.approve).toBe('claimed_by_other');
  expect((await claimed(ada, 'by_others')).map(({ id }) => id)).toEqual([decision.id]);
  expect(await claimed(ada, 'by_nobody')).toEqual([]);
  await go(ben);
  expect(await house.read(ada, decision)).toMatchObject({ claim: null, your_acts: { approve: null, claim: null } });
  expect(await claimed(ada, 'by_others')).toEqual([]);
  expect(await claimed(ada, 'by_nobody')).toMatchObject([{ id: decision.id, claim: null }]);
  expect(await house.act(ada, decision, 'claim')).toMatchObject({
    status: 200,
    body: { claim: { by: { id: ada.member } } },
  });
  expect((await claimed(ada, 'by_me')).map(({ id }) => id)).toEqual([decision.id]);
  expect(await house.act(ada, decision, 'approve')).toMatchObject({ status: 200, body: { status: 'approved' } });
});

test('a claim of what needs an admin ends with being one', async () => {
  const other = await people.join(admin, 'admin');
  const decision = await house.submit(ada, { required_role: 'admin' });
  expect((await house.act(other, decision, 'claim')).status).toBe(200);
  await change(other, { role: 'analyst' });
  expect((await house.read(admin, decision)).claim).toBe(null);
  expect(await claimed(admin, 'by_nobody')).toMatchObject([{ id: decision.id }]);
  expect(await house.act(admin, decision, 'approve')).toMatchObject({ status: 200 });
});

test('whoever handed it on takes it back, and nobody else does', async () => {
  const decision = await house.submit(admin);
  await delegate(decision, ada, ben);
  const other = await people.join(admin, 'analyst');
  expect(await house.act(other, decision, 'release')).toMatchObject({
    status: 409,
    body: { hindrance: 'not_claimed' },
  });
  expect((await house.read(ada, decision)).your_acts.release).toBe(null);
  expect(await house.act(ada, decision, 'release')).toMatchObject({ status: 200, body: { claim: null } });
  expect(await house.act(ben, decision, 'release')).toMatchObject({ status: 409, body: { hindrance: 'not_claimed' } });
  expect(await house.act(ada, decision, 'approve')).toMatchObject({ status: 200, body: { status: 'approved' } });
  expect(await house.steps(admin, decision)).toEqual(['submitted', 'delegated', 'released', 'approved']);
});

test('whoever claims their own anew after it was handed on leaves nothing to whoever handed it on before', async () => {
  const decision = await house.submit(admin);
  await delegate(decision, ada, ben);
  await house.act(ben, decision, 'release');
  await house.act(ben, decision, 'claim');
  expect(await house.act(ada, decision, 'release')).toMatchObject({ status: 409, body: { hindrance: 'not_claimed' } });
});
