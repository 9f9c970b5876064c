import type { Decision, DecisionSummary } from '@holdfast/protocol/decisions/decision';
import { beforeEach, expect, test } from 'vitest';
import { deciding, DECISIONS } from '../ground/decisions.ts';
import { askAs, usePeople, type Person } from '../ground/people.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();
const people = usePeople(system);
const house = deciding(system, people);

const OPTIONS = {
  options: [
    { id: 'a', title: 'The first way' },
    { id: 'b', title: 'The second way' },
  ],
};

let admin: Person;
let [ada, ben, cy, dee]: Person[] = [];
const of = (person: Person | undefined): Person => person ?? admin;
beforeEach(async () => {
  ({
    admin,
    analysts: [ada, ben, cy, dee],
  } = await house.house(4));
});

const change = async (person: Person, changes: object): Promise<void> => {
  const path = `/api/v1/members/${person.member}`;
  const { version } = (await askAs(system, admin, `GET ${path}`)).body as { version: number };
  const headers = { 'if-match': `"${version}"` };
  const changed = await askAs(system, admin, `PATCH ${path}`, { json: changes, headers });
  expect([changed.status, changed.text]).toEqual([200, expect.any(String)]);
};

/** Each with whether it counts, and how many do. */
const votesOf = async (decision: Decision) => {
  const { votes, approvals } = await house.read(admin, decision);
  return { votes: votes.map(({ option, counts }) => [option, counts]), approvals };
};

const listed = async ({ id }: Decision, query = ''): Promise<DecisionSummary | undefined> =>
  ((await askAs(system, admin, `GET ${DECISIONS}${query}`)).body as { items: readonly DecisionSummary[] }).items.find(
    (one) => one.id === id,
  );

const approve = async (person: Person | undefined, decision: Decision, option?: string) =>
  (await house.act(of(person), decision, 'approve', { body: option === undefined ? {} : { option } }))
    .body as Decision & {
    already: boolean;
    hindrance?: string;
  };

test('whoever approved and got the role back counts again, and ends it by saying so once more', async () => {
  const decision = await house.submit(admin, { quorum: 2 });
  await approve(ada, decision);
  await change(of(ada), { role: 'viewer' });
  expect(await votesOf(decision)).toEqual({ votes: [[null, false]], approvals: 0 });
  expect(await approve(ben, decision)).toMatchObject({ status: 'pending', approvals: 1, already: false });
  expect((await listed(decision))?.approvals).toBe(1);
  expect(await approve(ben, decision)).toMatchObject({ status: 'pending', approvals: 1, already: true });
  expect((await house.read(of(ben), decision)).your_acts.approve).toBe('already_voted');
  await change(of(ada), { role: 'analyst' });
  expect((await listed(decision))?.approvals).toBe(2);
  expect((await house.read(of(ben), decision)).your_acts.approve).toBe(null);
  const ended = await approve(ben, decision);
  expect(ended).toMatchObject({ status: 'approved', already: false, outcome: { by: { id: ben?.member } } });
  expect(await approve(ada, decision)).toMatchObject({ status: 'approved', already: true });
  expect(await house.steps(admin, decision)).toEqual(['submitted', 'approval_given', 'approval_given', 'approved']);
});

test('where there are options the vote moves to another one, and those with the most are counted', async () => {
  const decision = await house.submit(admin, { quorum: 2, ...OPTIONS });
  expect(await approve(ada, decision, 'a')).toMatchObject({ approvals: 1 });
  expect(await approve(ben, decision, 'b')).toMatchObject({ status: 'pending', approvals: 1 });
  expect((await listed(decision))?.approvals).toBe(1);
  const same = await approve(ben, decision, 'b');
  expect(same).toMatchObject({ already: true, version: 3 });
  const unknown = await house.act(of(ben), decision, 'approve', { body: { option: 'c' } });
  expect(unknown).toMatchObject({ status: 422, body: { errors: [{ pointer: '/body/option' }] } });
  const ended = await approve(ben, decision, 'a');
  expect(ended).toMatchObject({ status: 'approved', approvals: 2, version: 4, outcome: { option: 'a' } });
  expect(await votesOf(decision)).toEqual({
    votes: [
      ['a', true],
      ['a', true],
    ],
    approvals: 2,
  });
});

test('a vote that moves is one vote and one step, and is not lost by the next', async () => {
  const decision = await house.submit(admin, { quorum: 3, ...OPTIONS });
  await approve(ada, decision, 'a');
  expect(await approve(ada, decision, 'b')).toMatchObject({ already: false, approvals: 1, version: 3 });
  await approve(ben, decision, 'b');
  expect(await votesOf(decision)).toEqual({
    votes: [
      ['b', true],
      ['b', true],
    ],
    approvals: 2,
  });
  expect(await approve(cy, decision, 'b')).toMatchObject({ status: 'approved', outcome: { option: 'b' } });
  expect(await house.steps(admin, decision)).toEqual([
    'submitted',
    'approval_given',
    'approval_given',
    'approval_given',
    'approved',
  ]);
});

test('what counted when it was approved counts for ever, and what did not never does', async () => {
  const decision = await house.submit(admin, { quorum: 2 });
  await approve(dee, decision);
  await change(of(dee), { role: 'viewer' });
  await approve(ada, decision);
  expect(await approve(ben, decision)).toMatchObject({ status: 'approved', approvals: 2 });
  await change(of(dee), { role: 'analyst' });
  await change(of(ada), { active: false });
  expect(await votesOf(decision)).toEqual({
    votes: [
      [null, false],
      [null, true],
      [null, true],
    ],
    approvals: 2,
  });
  expect((await listed(decision, '?status=approved'))?.approvals).toBe(2);
});

test('a member who left, came back and approved again is one', async () => {
  const decision = await house.submit(admin, { quorum: 2 });
  await approve(ada, decision);
  expect((await askAs(system, admin, `DELETE /api/v1/members/${ada?.member}`)).status).toBe(204);
  const back = await people.join(admin, 'analyst', of(ada));
  expect(await approve(back, decision)).toMatchObject({ status: 'pending', approvals: 1 });
  expect((await listed(decision))?.approvals).toBe(1);
});
