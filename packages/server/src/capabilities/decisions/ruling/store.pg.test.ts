import { DecisionRuleId } from '@holdfast/protocol/decisions/ids';
import type { AccountId } from '@holdfast/protocol/identity/people';
import type { PrincipalId, WorkspaceId } from '@holdfast/protocol/ids';
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { useDatabase } from '../../../../test/ground/database.ts';
import { newWorkspace, useRoom } from '../../../platform/database/testing.ts';
import { insertRule, readRulings, type RuleValues } from './store.ts';

const ground = useDatabase();
const room = useRoom(ground.appUrl);

const addRule = async (workspace: WorkspaceId, kind: string, enabled = true): Promise<void> => {
  // ids of nobody: who made it does not matter here
  const by = { member: randomUUID() as PrincipalId, account: randomUUID() as AccountId };
  const rule: RuleValues = { name: kind, position: 1, enabled, kind, conditions: [], effect: { do: 'deny' } };
  await room.forWorkspace(workspace).write((tx) => insertRule(tx, DecisionRuleId.parse(randomUUID()), { ...rule, by }));
};

test('only rules whose kind could fit are read', async () => {
  const workspace = newWorkspace();
  const kinds = ['a.b', 'a.b*', 'a.*', '*', 'a', 'a.b.c', 'a.c', 'a_*', 'b*', 'ab'];
  for (const kind of kinds) await addRule(workspace, kind);
  await addRule(workspace, 'a.b', false);
  await addRule(newWorkspace(), 'a.b');
  const read = async (kind: string) =>
    (await room.forWorkspace(workspace).read((tx) => readRulings(tx, kind))).rules.map(({ name }) => name).toSorted();
  expect(await read('a.b')).toEqual(['*', 'a.*', 'a.b', 'a.b*']);
  expect(await read('a_b')).toEqual(['*', 'a_*']);
  expect(await read('ab')).toEqual(['*', 'ab']);
  expect(await read('c')).toEqual(['*']);
});
