import type { DecisionAct, DecisionStatus } from '@holdfast/protocol/decisions/decision';
import { ACTS } from '@holdfast/protocol/decisions/decision';
import type { AccountId } from '@holdfast/protocol/identity/people';
import type { PrincipalId } from '@holdfast/protocol/ids';
import { describe, expect, test } from 'vitest';
import { hindranceOf, hindranceOfDecider, type Asked } from './hindrance.ts';
import type { DecisionState, Somebody } from './state.ts';

// ids of the tests' own: nobody looks into them
const member = (name: string): PrincipalId => name as PrincipalId;
const account = (name: string): AccountId => `account of ${name}` as AccountId;

const somebody = (name: string, more: Partial<Somebody> = {}): Somebody => ({
  kind: 'member',
  id: member(name),
  role: 'analyst',
  account: account(name),
  isProved: false,
  ...more,
});

const waiting: DecisionState = {
  status: 'pending',
  asker: member('key of asker'),
  owner: account('asker'),
  level: 1,
  levels: [
    { required_role: 'analyst', within_seconds: null },
    { required_role: 'admin', within_seconds: null },
  ],
  quorum: 1,
  fourEyes: false,
  secondFactor: false,
  claim: undefined,
  editors: [],
  votes: [],
  hasOptions: false,
};

const DECIDING = ['claim', 'approve', 'reject', 'escalate', 'return', 'revise', 'delegate'] as const;
const judged = (act: DecisionAct, more: Partial<DecisionState>, who: Somebody, asked?: Asked) =>
  hindranceOf(act, { ...waiting, ...more }, who, asked);

test('an analyst who has nothing to do with it may do all that deciding is', () => {
  for (const act of DECIDING) expect([act, judged(act, {}, somebody('ada'))]).toEqual([act, undefined]);
});

test('of a decision that was made nobody may do anything', () => {
  for (const status of ['approved', 'rejected', 'expired', 'cancelled'] as const)
    for (const act of ACTS) expect(judged(act, { status }, somebody('ada', { role: 'admin' }))).toBe('decided');
});

describe.each(DECIDING)('nobody may %s', (act) => {
  test.each([
    ['as the asker', somebody('x', { id: member('key of asker') }), 'own_request'],
    ['as whoever made the key', somebody('asker', { role: 'admin' }), 'own_request'],
    ['who left and came back as another member', somebody('other', { account: account('asker') }), 'own_request'],
    ['as a key', somebody('a key', { kind: 'key', role: undefined }), 'person_needed'],
    ['as a viewer', somebody('vic', { role: 'viewer' }), 'role_needed'],
    ['who is no member any more', somebody('gone', { role: undefined, account: undefined }), 'role_needed'],
  ])('%s', (_who, who, hindrance) => {
    expect(judged(act, {}, who)).toBe(hindrance);
  });

  test('at a level above their role', () => {
    expect(judged(act, { level: 2 }, somebody('ada'))).toBe('role_needed');
    expect(judged(act, { level: 2 }, somebody('ada', { role: 'admin' }), { level: 1 })).toBe(undefined);
  });

  test('while somebody else has it', () => {
    const claim = { by: member('ben'), delegatedBy: null };
    expect(judged(act, { claim }, somebody('ada'))).toBe('claimed_by_other');
    expect(judged(act, { claim }, somebody('ben'))).toBe(undefined);
  });
});

test('an admin may take it from somebody, and nobody else may', () => {
  const claim = { by: member('ben'), delegatedBy: null };
  expect(judged('claim', { claim }, somebody('ada', { role: 'admin' }), { force: true })).toBe(undefined);
  expect(judged('claim', { claim }, somebody('ada'), { force: true })).toBe('claimed_by_other');
});

test('where several eyes are asked for, whoever changed the arguments does not approve them', () => {
  for (const several of [{ fourEyes: true }, { quorum: 2 }]) {
    expect(judged('approve', { ...several, editors: [account('ada')] }, somebody('ada'))).toBe('editor');
    expect(judged('approve', several, somebody('ada'), { changesArguments: true })).toBe('editor');
    expect(judged('approve', { ...several, editors: [account('ben')] }, somebody('ada'))).toBe(undefined);
    const back = somebody('another member', { account: account('ada') });
    expect(judged('approve', { ...several, editors: [account('ada')] }, back)).toBe('editor');
  }
  expect(judged('approve', { editors: [account('ada')] }, somebody('ada'), { changesArguments: true })).toBe(undefined);
});

test('a second factor is asked of whoever approves, and of nobody who says no', () => {
  expect(judged('approve', { secondFactor: true }, somebody('ada'))).toBe('second_factor_needed');
  expect(judged('approve', { secondFactor: true }, somebody('ada', { isProved: true }))).toBe(undefined);
  expect(judged('reject', { secondFactor: true }, somebody('ada'))).toBe(undefined);
});

test('what was returned waits for its asker, and may be rejected or taken back', () => {
  const status: DecisionStatus = 'returned';
  for (const act of ['claim', 'approve', 'escalate', 'return', 'revise', 'delegate'] as const)
    expect([act, judged(act, { status }, somebody('ada'))]).toEqual([act, 'returned']);
  expect(judged('reject', { status }, somebody('ada'))).toBe(undefined);
  expect(judged('answer', { status }, somebody('asker'))).toBe(undefined);
  expect(judged('answer', { status }, somebody('ada', { role: 'admin' }))).toBe('not_asker');
  expect(judged('answer', {}, somebody('asker'))).toBe('not_returned');
});

test('what was handed to somebody they do not hand on', () => {
  const claim = { by: member('ada'), delegatedBy: member('ben') };
  expect(judged('delegate', { claim }, somebody('ada'))).toBe('delegated');
  expect(judged('approve', { claim }, somebody('ada'))).toBe(undefined);
});

test('there is nothing above the last level, and no level that is not there', () => {
  const admin = somebody('ada', { role: 'admin' });
  expect(judged('escalate', { level: 2 }, admin)).toBe('no_higher_level');
  expect(judged('escalate', {}, admin, { level: 1 })).toBe('no_higher_level');
  expect(judged('escalate', {}, admin, { level: 3 })).toBe('no_higher_level');
});

test('the asker, whoever is behind it, and admins take it back', () => {
  for (const who of [
    somebody('asker'),
    somebody('x', { id: member('key of asker'), kind: 'key' }),
    somebody('a', { role: 'admin' }),
  ])
    expect(judged('cancel', {}, who)).toBe(undefined);
  expect(judged('cancel', {}, somebody('ada'))).toBe('not_asker');
});

describe('where several have to approve, whoever did may once more', () => {
  const votes = (...given: readonly [name: string, option: string | null, counts: boolean][]) =>
    given.map(([name, option, counts]) => ({ by: member(name), option, counts }));

  test.each([
    ['not while more are needed', votes(['ada', null, true]), false, 'already_voted'],
    ['not for one that does not count', votes(['ada', null, true], ['ben', null, false]), false, 'already_voted'],
    ['when there are enough by now', votes(['ada', null, true], ['ben', null, true]), false, undefined],
    ['to choose another option', votes(['ada', 'a', true], ['ben', 'b', true]), true, undefined],
  ] as const)('%s', (_name, given, hasOptions, hindrance) => {
    expect(judged('approve', { quorum: 2, votes: given, hasOptions }, somebody('ada'))).toBe(hindrance);
  });
});

test('what was handed on is left to the others by whoever has it, and by whoever handed it on', () => {
  const claim = { by: member('ada'), delegatedBy: member('ben') };
  for (const name of ['ada', 'ben']) expect(judged('release', { claim }, somebody(name))).toBe(undefined);
  expect(judged('release', { claim }, somebody('cy'))).toBe('not_claimed');
});

describe('among those it may be handed to', () => {
  test.each([
    [
      'an analyst may decide it, whoever has it now',
      { claim: { by: member('ben'), delegatedBy: null } },
      'ada',
      undefined,
    ],
    ['and shows a second factor later', { secondFactor: true }, 'ada', undefined],
    ['and whoever has none to show may not', { secondFactor: true }, 'bare', 'second_factor_needed'],
    ['the asker may not', {}, 'asker', 'own_request'],
    ['whoever changed what needs several may not', { quorum: 2, editors: [account('ada')] }, 'ada', 'editor'],
    ['whoever changed what needs one may', { editors: [account('ada')] }, 'ada', undefined],
    [
      'whoever approved it may not again',
      { quorum: 2, votes: [{ by: member('ada'), option: null, counts: true }] },
      'ada',
      'already_voted',
    ],
    ['an analyst may not where it needs an admin', { level: 2 }, 'ada', 'role_needed'],
    ['nobody may once it is over', { status: 'approved' }, 'ada', 'decided'],
  ] as const)('%s', (_name, more, name, hindrance) => {
    const candidate = { ...somebody(name), hasSecondFactor: name !== 'bare' };
    expect(hindranceOfDecider({ ...waiting, ...more }, candidate)).toBe(hindrance);
  });
});
