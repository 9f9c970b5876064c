import type { DecisionSummary } from '@holdfast/protocol/decisions/decision';
import type { Problem } from '@holdfast/protocol/problem';
import { expect, test } from 'vitest';
import { deciding, DECISIONS } from '../ground/decisions.ts';
import { askAs, usePeople, type Person } from '../ground/people.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();
const people = usePeople(system);
const house = deciding(system, people);

interface Page {
  readonly items: readonly DecisionSummary[];
  readonly next_cursor: string | null;
}

/** The titles of all pages, two by two. */
const titles = async (person: Person, query: string): Promise<string[]> => {
  const seen: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const asked = await askAs(system, person, `GET ${DECISIONS}?limit=2&${query}${cursor && `&cursor=${cursor}`}`);
    expect(asked.status).toBe(200);
    const { items, next_cursor: next } = asked.body as Page;
    seen.push(...items.map(({ title }) => title));
    cursor = next;
  }
  return seen;
};

/** An agent that has asked for one of each end, and one of its neighbour that was approved. */
const aftermath = async () => {
  const {
    admin,
    analysts: [ada],
  } = await house.house(1);
  const agent = await house.keyOf(admin);
  const neighbour = await house.keyOf(admin);
  const approved = async (asker: Person, title: string, ...reports: readonly string[]): Promise<void> => {
    const decision = await house.submit(asker, { title });
    await house.act(ada, decision, 'approve');
    for (const status of reports)
      await askAs(system, asker, `POST ${DECISIONS}/${decision.id}/execution`, { json: { status } });
  };
  await approved(agent, 'done', 'taken', 'executed');
  await approved(neighbour, 'of the neighbour');
  for (const title of ['to do 1', 'to do 2', 'to do 3']) await approved(agent, title);
  await approved(agent, 'begun', 'taken');
  await approved(agent, 'went wrong', 'taken', 'failed');
  await house.act(ada, await house.submit(agent, { title: 'refused' }), 'reject', { body: { reason: 'no' } });
  await house.submit(agent, { title: 'waits' });
  await house.submit(neighbour, { title: 'waits too' });
  await house.act(ada, await house.submit(agent, { title: 'asked back' }), 'return', { body: { reason: 'why?' } });
  return { agent, neighbour, ada };
};

test('an agent that was started again finds what it asked for and has not done, page by page', async () => {
  const { agent, neighbour, ada } = await aftermath();
  expect(await titles(agent, 'execution=waiting&asked_by=me')).toEqual(['to do 3', 'to do 2', 'to do 1']);
  expect(await titles(agent, 'execution=waiting')).toEqual(['to do 3', 'to do 2', 'to do 1', 'of the neighbour']);
  expect(await titles(neighbour, 'execution=waiting&asked_by=me&status=approved')).toEqual(['of the neighbour']);
  expect(await titles(agent, 'execution=taken&asked_by=me')).toEqual(['begun']);
  expect(await titles(ada, 'execution=failed')).toEqual(['went wrong']);
  expect(await titles(ada, 'execution=executed')).toEqual(['done']);
  expect(await titles(ada, 'execution=executed&status=expired')).toEqual([]);
  expect(await titles(agent, 'asked_by=me')).toEqual(['waits']);
  expect(await titles(agent, 'asked_by=me&status=returned')).toEqual(['asked back']);
  expect(await titles(agent, 'asked_by=me&status=rejected')).toEqual(['refused']);
  expect(await titles(ada, 'asked_by=me')).toEqual([]);
});

test.each([
  ['execution=done', '/query/execution'],
  ['execution=failed&status=pending', '/query/execution'],
  ['execution=waiting&status=returned', '/query/execution'],
  ['asked_by=you', '/query/asked_by'],
])('%s is refused by its field', async (query, pointer) => {
  const { admin } = await house.house(0);
  const refused = await askAs(system, admin, `GET ${DECISIONS}?${query}`);
  expect(refused.status).toBe(422);
  expect((refused.body as Problem).errors).toMatchObject([{ pointer }]);
});
