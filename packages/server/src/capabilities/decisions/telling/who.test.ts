import type { AccountId } from '@holdfast/protocol/identity/people';
import type { PrincipalId } from '@holdfast/protocol/ids';
import type { Version } from '@holdfast/protocol/version';
import { expect, test } from 'vitest';
import type { MemberNow } from '../../identity/index.ts';
import type { StoredSummary } from '../store/decisions.ts';
import type { ToTell } from './tell-job.ts';
import { whoIsNeeded } from './who.ts';

const member = (id: string, role: MemberNow['role']): MemberNow => ({
  id: id as PrincipalId,
  account: `account of ${id}` as AccountId,
  role,
});
const MEMBERS = [member('ann', 'analyst'), member('bob', 'admin'), member('owner', 'admin')];

/** Only what is looked at. */
const decision = (more: Partial<StoredSummary> = {}): StoredSummary =>
  ({
    status: 'pending',
    asker_id: 'key',
    owner_account: 'account of owner',
    urgency: 1,
    level: 1,
    levels: [{ required_role: 'analyst' }, { required_role: 'admin' }],
    version: 3,
    claimed_by: null,
    ...more,
  }) as StoredSummary;

const needed = (step: ToTell['step'], more: Partial<StoredSummary> = {}, toTell: Partial<ToTell> = {}) => {
  const whole = { event_id: 'e', decision_id: 'd', step, level: 1, version: 3, ...toTell } as ToTell;
  const found = whoIsNeeded(whole, decision(more), MEMBERS);
  return found && [found.topic, ...found.to];
};

test('those are needed who may decide it, and never whoever is behind the asker', () => {
  expect(needed('submitted')).toEqual(['decision_waits', 'ann', 'bob']);
  expect(needed('submitted', { urgency: 2 })).toEqual(['decision_urgent', 'ann', 'bob']);
  expect(needed('escalated', { level: 2 }, { level: 2 })).toEqual(['decision_waits', 'bob']);
  expect(needed('answered', { asker_id: 'ann' as PrincipalId })).toEqual(['decision_waits', 'bob']);
});

test('whoever has claimed it for a moment keeps nobody from being told', () => {
  expect(needed('submitted', { claimed_by: 'bob' as PrincipalId })).toEqual(['decision_waits', 'ann', 'bob']);
});

test('whom it is handed to is needed alone, and whoever is behind the asker when it comes back', () => {
  expect(needed('delegated', { claimed_by: 'ann' as PrincipalId })).toEqual(['decision_yours', 'ann']);
  expect(needed('returned', { status: 'returned' })).toEqual(['decision_yours', 'owner']);
});

test('what went on meanwhile, or is over, needs nobody because of what was before', () => {
  expect(needed('submitted', { level: 2 })).toBeUndefined();
  expect(needed('delegated', { claimed_by: 'ann' as PrincipalId, version: 4 as Version })).toBeUndefined();
  expect(needed('returned')).toBeUndefined();
  expect(needed('submitted', { status: 'returned' })).toBeUndefined();
  expect(needed('submitted', { status: 'approved' })).toBeUndefined();
  expect(needed('revised')).toBeUndefined();
});
