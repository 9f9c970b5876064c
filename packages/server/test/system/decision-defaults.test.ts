import { expect, test } from 'vitest';
import { aDecision, deciding, DECISIONS } from '../ground/decisions.ts';
import { usePassingTime } from '../ground/passing-time.ts';
import { askAs, usePeople } from '../ground/people.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();
const people = usePeople(system);
const house = deciding(system, people);
const goOn = usePassingTime(system);

const APPROVED_BY_NOBODY = { default: 'approve', deadline_seconds: 600 };

test.each([
  ['options', { options: [{ id: 'half', title: 'Half of it' }] }],
  ['several people', { quorum: 2 }],
  ['four eyes', { four_eyes: true }],
  ['a second factor', { second_factor: true }],
])('whoever asks for %s cannot also want it approved by nobody', async (_what, wish) => {
  const { admin } = await house.house(0);
  const refused = { status: 422, body: { code: 'invalid', errors: [{ pointer: '/body/default' }] } };
  const json = { ...aDecision, ...wish, default: 'approve' };
  expect(await askAs(system, admin, `POST ${DECISIONS}`, { json })).toMatchObject(refused);
  const { title: _title, ...tried } = json;
  expect(await askAs(system, admin, 'POST /api/v1/decision-rules/try', { json: tried })).toMatchObject(refused);
  expect((await house.submit(admin, { ...wish, default: 'deny' })).status).toBe('pending');
});

test('other arguments than those asked for are approved by no deadline, whoever changed them', async () => {
  const {
    admin,
    analysts: [ada],
  } = await house.house(1);
  const revised = await house.submit(admin, APPROVED_BY_NOBODY);
  const change = { body: { arguments: { order: 18 }, reason: 'This one.' } };
  expect(await house.act(ada, revised, 'revise', change)).toMatchObject({ status: 200, body: { default: 'deny' } });
  const back = { body: { arguments: aDecision.arguments, reason: 'No, that one.' } };
  expect(await house.act(ada, revised, 'revise', back)).toMatchObject({ status: 200, body: { default: 'deny' } });
  const answered = await house.submit(admin, APPROVED_BY_NOBODY);
  await house.act(ada, answered, 'return', { body: { reason: 'Which?' } });
  expect(await house.act(admin, answered, 'answer', change)).toMatchObject({ status: 200, body: { default: 'deny' } });
  await goOn(601);
  for (const decision of [revised, answered]) {
    await expect.poll(() => house.steps(admin, decision)).toContain('expired');
    expect(await house.read(admin, decision)).toMatchObject({ outcome: { verdict: 'deny' }, execution: null });
  }
});

test('what waits for an answer of its asker is approved by no deadline, and by the clock after it', async () => {
  const {
    admin,
    analysts: [ada],
  } = await house.house(1);
  const silent = await house.submit(admin, APPROVED_BY_NOBODY);
  const answered = await house.submit(admin, APPROVED_BY_NOBODY);
  for (const decision of [silent, answered])
    await house.act(ada, decision, 'return', { body: { reason: 'Why today?' } });
  await house.act(admin, answered, 'answer', { body: { reason: 'It is urgent.' } });
  await goOn(601);
  const late = await house.act(ada, silent, 'approve', { version: 2 });
  expect(late).toMatchObject({ status: 409, body: { decision: { outcome: { verdict: 'deny', how: 'deadline' } } } });
  for (const decision of [silent, answered]) await expect.poll(() => house.steps(admin, decision)).toContain('expired');
  expect(await house.read(admin, silent)).toMatchObject({ outcome: { verdict: 'deny' }, execution: null });
  expect(await house.read(admin, answered)).toMatchObject({
    outcome: { verdict: 'approve', at: answered.deadline_at },
    execution: { status: 'waiting' },
  });
});
