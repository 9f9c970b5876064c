import type { DecisionRule } from '@holdfast/protocol/decisions/rules';
import type { Problem } from '@holdfast/protocol/problem';
import { expect, test } from 'vitest';
import { fieldsOf, type Asked } from '../ground/ask.ts';
import { aDecision, deciding, DECISIONS } from '../ground/decisions.ts';
import { askAs, usePeople } from '../ground/people.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();
const people = usePeople(system);
const house = deciding(system, people);

const RULES = '/api/v1/decision-rules';

test('a rule holds 16 KiB of conditions and effect, and what is too much is named', async () => {
  const { admin } = await house.house(0);
  const add = (json: object) => askAs(system, admin, `POST ${RULES}`, { json: { name: 'A', kind: 'x', ...json } });
  const long = { pointer: '/arguments/a', op: 'in', value: Array.from({ length: 15 }, () => 'x'.repeat(1_000)) };
  const added = await add({ conditions: [long], effect: { do: 'deny' } });
  expect(added.status).toBe(201);
  const made = added.body as DecisionRule;
  const change = (json: object) =>
    askAs(system, admin, `PATCH ${RULES}/${made.id}`, { json, headers: { 'if-match': `"${made.version}"` } });
  const tooMuch: [Asked, string][] = [
    [await add({ conditions: [long, long], effect: { do: 'deny' } }), '/body/conditions too_large'],
    [await add({ conditions: [], effect: { do: 'deny', reason: '\u0001'.repeat(4_000) } }), '/body/effect too_large'],
    [await change({ effect: { do: 'deny', reason: 'x'.repeat(2_000) } }), '/body/effect too_large'],
    [await change({ conditions: [long, long] }), '/body/conditions too_large'],
  ];
  for (const [refused, field] of tooMuch) expect([refused.status, fieldsOf(refused)]).toEqual([422, [field]]);
  expect(await change({ enabled: false })).toMatchObject({ status: 200, body: { version: 2 } });
});

test('a value that was rounded when it was read is refused in a rule as it is in arguments', async () => {
  const { admin } = await house.house(0);
  const rule = (value: number) =>
    askAs(system, admin, `POST ${RULES}`, {
      json: {
        name: 'A',
        kind: 'x',
        effect: { do: 'deny' },
        conditions: [{ pointer: '/arguments/a', op: 'eq', value }],
      },
    });
  const [refused, asked] = await Promise.all([
    rule(2 ** 53),
    askAs(system, admin, `POST ${DECISIONS}`, { json: { ...aDecision, arguments: { a: 2 ** 53 } } }),
  ]);
  expect([refused.status, fieldsOf(refused)]).toEqual([422, ['/body/conditions/0/value inexact']]);
  const wordsOf = ({ body }: Asked) => (body as Problem).errors?.map(({ detail }) => detail);
  expect(wordsOf(refused)).toEqual(wordsOf(asked));
  expect((await rule(2 ** 53 - 1)).status).toBe(201);
});

test('who may decide is said once: by levels or by a role', async () => {
  const { admin } = await house.house(0);
  const wish = { ...aDecision, levels: [{ required_role: 'analyst' }] };
  for (const role of ['admin', 'analyst'])
    for (const [path, { title, ...rest }] of [
      [DECISIONS, wish],
      [`${RULES}/try`, wish],
    ] as const) {
      const json = { ...rest, required_role: role, ...(path === DECISIONS ? { title } : {}) };
      const refused = await askAs(system, admin, `POST ${path}`, { json });
      expect([path, refused.status, fieldsOf(refused)]).toEqual([path, 422, ['/body/required_role levels']]);
    }
  expect(await house.submit(admin, { required_role: 'admin' })).toMatchObject({ required_role: 'admin' });
  expect(await house.submit(admin)).toMatchObject({ required_role: 'analyst' });
});

test('a revision with more differences than it lists says so', async () => {
  const {
    admin,
    analysts: [ada],
  } = await house.house(1);
  const places = (value: number) => ({ places: Array.from({ length: 1_001 }, () => value) });
  const decision = await house.submit(admin, { arguments: places(1) });
  await house.act(ada, decision, 'revise', { body: { arguments: places(2), reason: 'All of them.' } });
  const { body } = await askAs(system, ada, `GET ${DECISIONS}/${decision.id}/revisions`);
  const { items } = body as { items: { differences: object[]; more_differences: boolean }[] };
  expect(items.map((one) => [one.differences.length, one.more_differences])).toEqual([
    [0, false],
    [1_000, true],
  ]);
});
