import { beforeEach, expect, test } from 'vitest';
import { deciding, DECISIONS } from '../ground/decisions.ts';
import { askAs, usePeople } from '../ground/people.ts';
import { useSystem } from '../ground/system.ts';

// no node keeps time: nobody writes down that a deadline has passed
const system = useSystem({ HOLDFAST_ROLE: 'api' });
const people = usePeople(system);
const house = deciding(system, people);

beforeEach(() => system.overrides.shiftClocks(0));

test('whoever looks after the deadline sees what it decided, and does it, before that is written down', async () => {
  const {
    admin,
    analysts: [ada],
  } = await house.house(1);
  const agent = await house.keyOf(admin);
  const denied = await house.submit(agent, { deadline_seconds: 60 });
  const allowed = await house.submit(agent, { deadline_seconds: 60, default: 'approve' });
  await system.overrides.shiftClocks(61_000);
  for (const [{ id, deadline_at: at }, verdict, execution] of [
    [denied, 'deny', null],
    [allowed, 'approve', { status: 'waiting' }],
  ] as const) {
    const expired = { status: 'expired', outcome: { verdict, how: 'deadline', at }, execution };
    const read = await house.read(ada, { id });
    expect(read).toMatchObject({ ...expired, your_acts: { approve: 'decided', reject: 'decided' } });
    expect(await askAs(system, agent, `GET ${DECISIONS}/${id}/wait?timeout_s=60`)).toMatchObject({ body: expired });
    expect(await house.act(ada, { id }, 'reject', { body: { reason: 'No.' } })).toMatchObject({
      status: 409,
      body: { decision: expired },
    });
    expect(await house.steps(ada, { id })).toEqual(['submitted']);
  }
  const report = (id: string, status: string) =>
    askAs(system, agent, `POST ${DECISIONS}/${id}/execution`, { json: { status } });
  expect(await report(denied.id, 'taken')).toMatchObject({
    status: 409,
    body: { code: 'conflict', detail: 'It was not approved: nothing is to be done.' },
  });
  expect(await report(allowed.id, 'taken')).toMatchObject({ status: 200, body: { execution: { status: 'taken' } } });
  expect(await report(allowed.id, 'executed')).toMatchObject({ status: 200 });
  expect(await house.steps(ada, allowed)).toEqual(['submitted', 'expired', 'execution_taken', 'executed']);
  expect(await house.read(ada, allowed)).toMatchObject({ outcome: { at: allowed.deadline_at, by: { kind: 'clock' } } });
});
