import type { Decider } from '@holdfast/protocol/decisions/deciders';
import type { Decision } from '@holdfast/protocol/decisions/decision';
import { expect, test } from 'vitest';
import { deciding, DECISIONS } from '../ground/decisions.ts';
import { askAs, type Person, usePeople } from '../ground/people.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();
const people = usePeople(system);
const house = deciding(system, people);

interface Listed {
  readonly items: readonly Decider[];
  readonly next_cursor: string | null;
}

const decidersOf = async (person: Person, { id }: Pick<Decision, 'id'>, query = ''): Promise<Listed> =>
  (await askAs(system, person, `GET ${DECISIONS}/${id}/deciders${query}`)).body as Listed;

const hindrancesOf = (items: readonly Decider[], of: Decider['role']): readonly string[] =>
  items
    .filter(({ role }) => role === of)
    .map(({ hindrance }) => hindrance ?? 'none')
    .toSorted((one, other) => one.localeCompare(other));

test('whoever decides learns who else may, and why others may not', async () => {
  const { admin, analysts } = await house.house(3);
  const [asker, ben, cleo] = analysts as [Person, Person, Person];
  await people.join(admin, 'viewer');
  const decision = await house.submit(asker, { quorum: 2 });
  expect((await house.act(ben, decision, 'approve')).status).toBe(200);
  const { items, next_cursor: next } = await decidersOf(cleo, decision);
  expect(next).toBe(null);
  expect(hindrancesOf(items, 'analyst')).toEqual(['already_voted', 'none', 'own_request']);
  expect(new Set(hindrancesOf(items, 'admin'))).toEqual(new Set(['none']));
  // what it says is what happens: the one that is hindered by nothing may have it, the asker may not
  const own = items.find(({ hindrance }) => hindrance === 'own_request')?.id;
  const free = items.find(({ role, hindrance }) => role === 'admin' && hindrance === null)?.id;
  const hand = (to: string | undefined) =>
    house.act(cleo, decision, 'delegate', { body: { to, for_seconds: 600, reason: 'I am away.' } });
  expect((await hand(own)).status).toBe(422);
  // who has approved already could only keep others from it
  expect((await hand(ben.member)).body).toMatchObject({ code: 'invalid', errors: [{ pointer: '/body/to' }] });
  expect((await hand(free)).status).toBe(200);
});

test('a higher level needs a higher role, and a page goes on where it ended', async () => {
  const { admin, analysts } = await house.house(2);
  const decision = await house.submit(await house.keyOf(admin), { required_role: 'admin' });
  const whole = await decidersOf(analysts[0], decision);
  expect(hindrancesOf(whole.items, 'analyst')).toEqual(['role_needed', 'role_needed']);
  expect(hindrancesOf(whole.items, 'admin')).toContain('own_request');
  const first = await decidersOf(analysts[0], decision, '?limit=2');
  expect(first.items).toHaveLength(2);
  const rest = await decidersOf(analysts[0], decision, `?cursor=${first.next_cursor}`);
  expect([...first.items, ...rest.items]).toEqual(whole.items);
  expect(rest.next_cursor).toBe(null);
});

test('where a code is needed, it is handed to nobody who has none to show', async () => {
  const { admin, analysts } = await house.house(3);
  const [ben, cleo, dee] = analysts as [Person, Person, Person];
  for (const { account } of [ben, cleo])
    await system.database.as(
      'admin',
      `insert into auth.second_factors (account_id, secret, confirmed_at) values ($1, '', now())`,
      [account],
    );
  // begun, and never confirmed
  await system.database.as('admin', `insert into auth.second_factors (account_id, secret) values ($1, '')`, [
    dee.account,
  ]);
  await system.database.as('admin', 'update auth.sign_ins set second_factor = true where account_id = $1', [
    ben.account,
  ]);
  const decision = await house.submit(admin, { second_factor: true });
  const { items } = await decidersOf(ben, decision);
  const hindranceOf = ({ member }: Person) => items.find(({ id }) => id === member)?.hindrance;
  expect([hindranceOf(ben), hindranceOf(cleo), hindranceOf(dee)]).toEqual([null, null, 'second_factor_needed']);
  const hand = ({ member: to }: Person) =>
    house.act(ben, decision, 'delegate', { body: { to, for_seconds: 600, reason: 'I am away.' } });
  expect((await hand(dee)).body).toMatchObject({ code: 'invalid', errors: [{ pointer: '/body/to' }] });
  expect((await hand(cleo)).status).toBe(200);
  const plain = await house.submit(admin);
  const free = (await decidersOf(ben, plain)).items.find(({ id }) => id === dee.member);
  expect(free?.hindrance).toBe(null);
});

test('only whoever decides is told, and only of decisions of their workspace', async () => {
  const { admin } = await house.house(0);
  const viewer = await people.join(admin, 'viewer');
  const decision = await house.submit(admin);
  expect((await askAs(system, viewer, `GET ${DECISIONS}/${decision.id}/deciders`)).status).toBe(403);
  const { admin: stranger } = await house.house(0);
  expect((await askAs(system, stranger, `GET ${DECISIONS}/${decision.id}/deciders`)).status).toBe(404);
});
