import type { Decision } from '@holdfast/protocol/decisions/decision';
import type { ListedDecision } from '@holdfast/protocol/decisions/listed-decision';
import { expect, it } from 'vitest';
import { DECISIONS, deciding } from '../ground/decisions.ts';
import { askAs, usePeople, type Person } from '../ground/people.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();
const people = usePeople(system);
const house = deciding(system, people);

const listed = async (person: Person, { id }: Pick<Decision, 'id'>): Promise<ListedDecision | undefined> => {
  const { body } = await askAs(system, person, `GET ${DECISIONS}?limit=200`);
  return (body as { readonly items: readonly ListedDecision[] }).items.find((one) => one.id === id);
};

const hindrances = (persons: readonly Person[], decision: Decision): Promise<readonly unknown[]> =>
  Promise.all(persons.map(async (person) => (await listed(person, decision))?.your_hindrance));

it('A list says what hinders whoever looks from approving, with nobody claiming it and no code shown', async () => {
  const {
    admin,
    analysts: [one, two],
  } = await house.house();
  const viewer = await people.join(admin, 'viewer');
  const key = await house.keyOf(admin);
  const all = [admin, one, two, viewer, key];
  const own = 'own_request';
  const looked = ['not_permitted', 'not_permitted'];
  expect(await hindrances(all, await house.submit(key))).toEqual([own, null, null, ...looked]);
  const forAdmins = await house.submit(one, { required_role: 'admin' });
  expect(await hindrances(all, forAdmins)).toEqual([null, 'role_needed', 'role_needed', ...looked]);
  const proved = await house.submit(key, { second_factor: true });
  expect(await hindrances([one], proved)).toEqual(['second_factor_needed']);
  const twice = await house.submit(key, { quorum: 2 });
  expect(await hindrances([one, two], twice)).toEqual([null, null]);
  await house.act(two, twice, 'revise', { body: { arguments: { order: 18 }, reason: 'It is that one.' } });
  await house.act(one, twice, 'claim');
  expect(await hindrances([one, two], twice)).toEqual([null, 'editor']);
});

it('A list says what comes when nobody decides, and whether there is another level', async () => {
  const { admin } = await house.house();
  const levels = [
    { required_role: 'analyst', within_seconds: 300 },
    { required_role: 'admin', within_seconds: null },
  ];
  const asked = await house.submit(admin, { default: 'approve', levels });
  expect(await listed(admin, asked)).toMatchObject({ default: 'approve', levels, level: 1 });
});
