import type { RuleVersion } from '@holdfast/protocol/decisions/rule-history';
import type { DecisionRule } from '@holdfast/protocol/decisions/rules';
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { deciding } from '../ground/decisions.ts';
import { askAs, usePeople, type Person } from '../ground/people.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();
const people = usePeople(system);
const house = deciding(system, people);

const RULES = '/api/v1/decision-rules';
const ifMatch = (version: number) => ({ headers: { 'if-match': `"${version}"` } });

const history = async (person: Person, id: string, query = '') => {
  const { status, body } = await askAs(system, person, `GET ${RULES}/${id}/history${query}`);
  return { status, ...(body as { items: RuleVersion[]; next_cursor: string | null }) };
};

test('what a rule said when it ruled can be read after it was edited, and after it was removed', async () => {
  const {
    admin,
    analysts: [ada],
  } = await house.house(1);
  const other = await people.join(admin, 'admin');
  const rule = { name: 'Refunds', kind: 'refund', effect: { do: 'approve', reason: 'All of them.' } };
  const added = (await askAs(system, admin, `POST ${RULES}`, { json: rule })).body as DecisionRule;
  const decided = await house.submit(ada);
  expect(decided.outcome).toMatchObject({ how: 'rule', by: { id: added.id, name: 'Refunds' }, rule_version: 1 });

  const json = { name: 'No refunds', effect: { do: 'deny', reason: 'None.' } };
  const changed = await askAs(system, other, `PATCH ${RULES}/${added.id}`, { json, ...ifMatch(1) });
  expect(changed.status).toBe(200);
  expect((await askAs(system, other, `PATCH ${RULES}/${added.id}`, { json: {}, ...ifMatch(2) })).status).toBe(200);
  expect((await askAs(system, admin, `DELETE ${RULES}/${added.id}`, ifMatch(2))).status).toBe(204);
  const viewer = await people.join(admin, 'viewer');
  const { items } = await history(viewer, added.id);
  const { kind, position, enabled, conditions } = added;
  const first = { name: rule.name, kind, position, enabled, conditions, effect: rule.effect };
  expect(items.map(({ at: _at, ...one }) => one)).toEqual([
    {
      version: 3,
      change: 'removed',
      by: expect.objectContaining({ id: admin.member }) as object,
      rule: { ...first, ...json },
    },
    {
      version: 2,
      change: 'changed',
      by: expect.objectContaining({ id: other.member }) as object,
      rule: { ...first, ...json },
    },
    { version: 1, change: 'added', by: expect.objectContaining({ id: admin.member }) as object, rule: first },
  ]);
  const [removedAt = '', changedAt = '', addedAt = ''] = items.map(({ at }) => at);
  const moments: readonly string[] = [addedAt, decided.outcome?.at ?? '', changedAt, removedAt];
  expect(moments).toEqual(moments.toSorted());

  const byPerson = await house.submit(ada);
  await house.act(admin, byPerson, 'approve');
  expect((await house.read(ada, byPerson)).outcome?.rule_version).toBeNull();
  const afterwards = await house.read(ada, decided);
  expect(afterwards.outcome).toMatchObject({
    verdict: 'approve',
    reason: 'All of them.',
    by: { kind: 'rule', id: added.id, name: 'No refunds' },
    rule_version: 1,
  });
  const page = await history(viewer, added.id, '?limit=2');
  const rest = await history(viewer, added.id, `?limit=2&cursor=${page.next_cursor}`);
  expect([...page.items, ...rest.items]).toEqual(items);
});

test('there is no history of a rule that is not there, or of another workspace', async () => {
  const { admin } = await house.house(0);
  const { admin: stranger } = await house.house(0);
  const rule = { name: 'A rule', kind: 'refund', effect: { do: 'deny' } };
  const { id } = (await askAs(system, admin, `POST ${RULES}`, { json: rule })).body as DecisionRule;
  expect((await history(admin, id)).items).toHaveLength(1);
  expect((await history(stranger, id)).status).toBe(404);
  expect((await history(admin, randomUUID())).status).toBe(404);
});
