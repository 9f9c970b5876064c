import { createHoldfast } from '@holdfast/client/holdfast';
import { HoldfastError } from '@holdfast/client/holdfast-error';
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { cuttableLine } from '../ground/cut-line.ts';
import { aDecision, deciding } from '../ground/decisions.ts';
import { usePeople } from '../ground/people.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();
const people = usePeople(system);
const house = deciding(system, people);

const open = async (baseUrl = system.url) => {
  const {
    admin,
    analysts: [ada],
  } = await house.house(1);
  const { token } = await house.keyOf(admin);
  return { ada, holdfast: createHoldfast({ baseUrl, token }) };
};

test('an agent asks, waits, and hears what was decided and why', async () => {
  const { ada, holdfast } = await open();
  const requested = holdfast.decisions.request(aDecision);
  const decision = await requested.submitted;
  const waiting = requested.outcome();
  await house.act(ada, decision, 'reject', { body: { reason: 'It came once.' } });
  expect(await waiting).toMatchObject({ approved: false, verdict: 'deny', reason: 'It came once.', how: 'person' });
  expect(await requested.outcome()).toMatchObject({ approved: false });
  expect(await requested.perform(() => Promise.reject(new Error('never')))).toMatchObject({ status: 'denied' });
});

test('what was approved is done once, with the arguments that were approved, and reported', async () => {
  const { ada, holdfast } = await open();
  const idempotencyKey = randomUUID();
  const ask = () => holdfast.decisions.request(aDecision, { idempotencyKey });
  const [one, other] = [ask(), ask()];
  const decision = await one.submitted;
  expect((await other.submitted).id).toBe(decision.id);
  await house.act(ada, decision, 'approve', { body: { arguments: { order: 17, cents: 1 }, reason: 'Less.' } });
  const done: unknown[] = [];
  const act = async (approved: unknown): Promise<string> => {
    done.push(approved);
    return 'booked';
  };
  const ends = await Promise.all([one.perform(act), other.perform(act)]);
  expect(ends.map(({ status }) => status).toSorted()).toEqual(['executed', 'taken']);
  expect(done).toEqual([{ arguments: { order: 17, cents: 1 }, idempotencyKey: `${decision.id}.2`, option: null }]);
  expect(await house.read(ada, decision)).toMatchObject({ execution: { status: 'executed' } });
});

test('a performer that was started again goes on with what it had taken, and nobody else does', async () => {
  const { ada, holdfast } = await open();
  const idempotencyKey = randomUUID();
  const ask = () => holdfast.decisions.request(aDecision, { idempotencyKey });
  const decision = await ask().submitted;
  await house.act(ada, decision, 'approve');
  const begun = await new Promise((resolve) => {
    // as if its process ended here: it never reports
    void ask().perform(({ idempotencyKey: key }) => new Promise(() => resolve(key)), { performer: 'worker 1' });
  });
  const other = await ask().perform(() => Promise.reject(new Error('never')), { performer: 'worker 2' });
  expect(other).toMatchObject({ status: 'taken', execution: { status: 'taken' } });
  const again = await ask().perform(({ idempotencyKey: key }) => Promise.resolve(key), { performer: 'worker 1' });
  expect(again).toMatchObject({ status: 'executed', result: begun });
  const late = await ask().perform(() => Promise.reject(new Error('never')), { performer: 'worker 1' });
  expect(late).toMatchObject({ status: 'taken', execution: { status: 'executed' } });
});

test('a performer that comes back after somebody else has taken it leaves it to them', async () => {
  const { ada, holdfast } = await open();
  const idempotencyKey = randomUUID();
  const ask = () => holdfast.decisions.request(aDecision, { idempotencyKey });
  await house.act(ada, await ask().submitted, 'approve');
  const began: string[] = [];
  // as if its process ended when it began: it never reports
  const begin = (performer: string, forSeconds?: number): Promise<unknown> =>
    new Promise((resolve) => {
      const begun = (): Promise<never> => {
        began.push(performer);
        resolve(performer);
        return new Promise(() => {});
      };
      void ask()
        .perform(begun, { performer, ...(forSeconds === undefined ? {} : { forSeconds }) })
        .then(resolve);
    });
  await begin('worker 1', 1);
  await expect.poll(() => begin('worker 2'), { timeout: 20_000, interval: 200 }).toBe('worker 2');
  expect(await begin('worker 1', 1)).toMatchObject({ status: 'taken', execution: { status: 'taken' } });
  expect(began).toEqual(['worker 1', 'worker 2']);
});

test('an action that throws is reported as failed, and thrown', async () => {
  const { ada, holdfast } = await open();
  const requested = holdfast.decisions.request(aDecision);
  const decision = await requested.submitted;
  await house.act(ada, decision, 'approve');
  await expect(requested.perform(() => Promise.reject(new Error('no money')))).rejects.toThrow('no money');
  expect(await house.read(ada, decision)).toMatchObject({ execution: { status: 'failed', detail: 'Error: no money' } });
});

test.each([
  ['before it gives a promise', () => askShop('no money')],
  ['half a pair of surrogates', () => Promise.reject(new Error('no\ud800'))],
])('what an action throws is reported and thrown: %s', async (_when, action) => {
  const { ada, holdfast } = await open();
  const requested = holdfast.decisions.request(aDecision);
  const decision = await requested.submitted;
  await house.act(ada, decision, 'approve');
  await expect(requested.perform(action)).rejects.toThrow(/^no/);
  expect(await house.read(ada, decision)).toMatchObject({
    execution: { status: 'failed', detail: expect.stringMatching(/^Error: no/) as string },
  });
});

/** As a function does that checks before it begins. */
const askShop = (why: string): Promise<string> => {
  throw new Error(why);
};

test('an action may give what is no promise', async () => {
  const { ada, holdfast } = await open();
  const requested = holdfast.decisions.request(aDecision);
  const decision = await requested.submitted;
  await house.act(ada, decision, 'approve');
  expect(await requested.perform(({ arguments: what }) => what['order'])).toMatchObject({
    status: 'executed',
    result: 17,
  });
  expect(await house.read(ada, decision)).toMatchObject({ execution: { status: 'executed' } });
});

test('a line that breaks while it is asked for and waited for is nobody\u2019s concern', async () => {
  const line = await cuttableLine(system.url);
  const { ada, holdfast } = await open(line.url);
  const requested = holdfast.decisions.request(aDecision);
  line.cut();
  const decision = await requested.submitted;
  const waiting = requested.outcome();
  for (let cuts = 0; cuts < 3; cuts += 1) line.cut();
  await house.act(ada, decision, 'approve');
  line.cut();
  expect(await waiting).toMatchObject({ approved: true });
});

test('what is refused is thrown where it is awaited, and a wait can be given up', async () => {
  const { holdfast } = await open();
  const refused = holdfast.decisions.request({ ...aDecision, kind: 'Not A Kind' });
  await expect(refused.outcome()).rejects.toBeInstanceOf(HoldfastError);
  const leaving = new AbortController();
  const requested = holdfast.decisions.request(aDecision, { signal: leaving.signal });
  await requested.submitted;
  const waiting = requested.outcome();
  leaving.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
});
