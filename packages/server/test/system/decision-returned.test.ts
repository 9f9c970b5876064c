import { createHoldfast } from '@holdfast/client/holdfast';
import type { Returned } from '@holdfast/client/decisions/requested';
import { HoldfastError } from '@holdfast/client/holdfast-error';
import type { Decision } from '@holdfast/protocol/decisions/decision';
import type { Problem } from '@holdfast/protocol/problem';
import { expect, test } from 'vitest';
import type { Asked } from '../ground/ask.ts';
import { aDecision, deciding, DECISIONS } from '../ground/decisions.ts';
import { askAs, usePeople, type Person } from '../ground/people.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();
const people = usePeople(system);
const house = deciding(system, people);

const open = async () => {
  const {
    admin,
    analysts: [ada],
  } = await house.house(1);
  const agent = await house.keyOf(admin);
  return { admin, ada, agent, holdfast: createHoldfast({ baseUrl: system.url, token: agent.token }) };
};

const wait = (person: Person, { id }: Pick<Decision, 'id'>, query: string): Promise<Asked> =>
  askAs(system, person, `GET ${DECISIONS}/${id}/wait?${query}`);

const giveBack = (person: Person, decision: Pick<Decision, 'id'>, reason: string): Promise<Asked> =>
  house.act(person, decision, 'return', { body: { reason } });

/** Until it waits for people again. */
const answered = (person: Person, decision: Decision): Promise<void> =>
  expect.poll(async () => (await house.read(person, decision)).status).toBe('pending');

test('who waits for it hears that it is returned, at once when it was, and nobody else', async () => {
  const { ada, agent } = await open();
  const decision = await house.submit(agent);
  const both = [wait(agent, decision, 'timeout_s=30&returned=true'), wait(agent, decision, 'timeout_s=30')] as const;
  await giveBack(ada, decision, 'Which order?');
  expect((await both[0]).body).toMatchObject({ status: 'returned', outcome: null, version: 2 });
  expect((await wait(agent, decision, 'timeout_s=30&returned=true')).body).toMatchObject({ status: 'returned' });
  await house.act(agent, decision, 'answer', { body: { reason: 'Order 17.' } });
  await house.act(ada, decision, 'approve');
  expect((await both[1]).body).toMatchObject({ status: 'approved' });
  const refused = await wait(agent, decision, 'returned=yes');
  expect(refused.status).toBe(422);
  expect((refused.body as Problem).errors).toMatchObject([{ pointer: '/query/returned' }]);
});

test('an agent is asked back, once for each time however many wait, and its answers are sent', async () => {
  const { ada, holdfast } = await open();
  const asked: Returned[] = [];
  const requested = holdfast.decisions.request(aDecision, {
    onReturned: (returned) => {
      asked.push(returned);
      return asked.length === 1
        ? { reason: 'It came twice.', evidence: [{ title: 'Mail', content: 'Twice.', origin: 'mail 4711' }] }
        : Promise.resolve({ reason: 'Half of it then.', arguments: { order: 17, cents: 2100 } });
    },
  });
  const decision = await requested.submitted;
  const outcomes = [
    requested.outcome(),
    requested.outcome(),
    requested.perform(({ arguments: what }) => what),
  ] as const;
  await giveBack(ada, decision, 'Why?');
  await answered(ada, decision);
  await giveBack(ada, decision, 'Must it be all?');
  await answered(ada, decision);
  expect(asked).toMatchObject([
    { missing: 'Why?', by: { kind: 'member', name: 'Bob' }, decision: { status: 'returned', version: 2 } },
    { missing: 'Must it be all?', decision: { status: 'returned', version: 4 } },
  ]);
  await house.act(ada, decision, 'approve');
  const changed = { order: 17, cents: 2100 };
  expect(await Promise.all(outcomes)).toMatchObject([
    { approved: true, arguments: changed, decision: { evidence: [{ origin: 'mail 4711' }] } },
    { approved: true, arguments: changed },
    { status: 'executed', result: changed },
  ]);
  expect(asked).toHaveLength(2);
  expect(await house.steps(ada, decision)).toEqual([
    ...['submitted', 'returned', 'answered', 'returned', 'answered', 'approved', 'execution_taken', 'executed'],
  ]);
});

test('what it has no answer to is left to somebody else, and what they answered first stands', async () => {
  const { admin, ada, holdfast } = await open();
  const asked: string[] = [];
  const requested = holdfast.decisions.request(aDecision, {
    async onReturned({ missing, decision }) {
      asked.push(missing);
      if (missing === 'Who?') return undefined;
      await house.act(admin, decision, 'answer', { body: { reason: 'By hand.' } });
      return { reason: 'Too late.', arguments: { order: 18 } };
    },
  });
  const decision = await requested.submitted;
  const waiting = requested.outcome();
  await giveBack(ada, decision, 'Why?');
  await answered(ada, decision);
  await giveBack(ada, decision, 'Who?');
  await expect.poll(() => asked).toEqual(['Why?', 'Who?']);
  await house.act(admin, decision, 'answer', { body: { reason: 'The customer.' } });
  await house.act(ada, decision, 'approve');
  expect(await waiting).toMatchObject({ approved: true, arguments: aDecision.arguments });
  expect(asked).toHaveLength(2);
});

test('what its answer throws is thrown where the outcome is awaited, and whoever awaits it again is asked again', async () => {
  const { ada, holdfast } = await open();
  const tries = [
    (): never => {
      throw new Error('no model');
    },
    () => ({ reason: ' ' }),
    () => ({ reason: 'Because.' }),
  ];
  const requested = holdfast.decisions.request(aDecision, { onReturned: () => tries.shift()?.() });
  const decision = await requested.submitted;
  const first = requested.outcome();
  await Promise.all([expect(first).rejects.toThrow('no model'), giveBack(ada, decision, 'Why?')]);
  await expect(requested.outcome()).rejects.toBeInstanceOf(HoldfastError);
  const last = requested.outcome();
  await answered(ada, decision);
  await house.act(ada, decision, 'approve');
  expect(await last).toMatchObject({ approved: true });
});

test('who answers what was decided meanwhile hears what was decided', async () => {
  const { ada, holdfast } = await open();
  const requested = holdfast.decisions.request(aDecision, {
    async onReturned({ decision }) {
      await house.act(ada, decision, 'reject', { body: { reason: 'Never mind.' } });
      return { reason: 'Because.' };
    },
  });
  const decision = await requested.submitted;
  const waiting = requested.outcome();
  await giveBack(ada, decision, 'Why?');
  expect(await waiting).toMatchObject({ approved: false, reason: 'Never mind.' });
});
