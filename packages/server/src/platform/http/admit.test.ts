import type { Contract } from '@holdfast/protocol/contract';
import { CONTRACTS } from '@holdfast/protocol/contracts';
import { AccountId } from '@holdfast/protocol/identity/people';
import { PrincipalId, WorkspaceId } from '@holdfast/protocol/ids';
import { PERMISSIONS, PERMISSIONS_OF, ROLES, type Permission } from '@holdfast/protocol/permissions';
import { whoMay, type Admission, type Asker } from '@holdfast/protocol/testing/who-may';
import { describe, expect, test } from 'vitest';
import { probeOverrides } from '../../../test/probe/overrides.ts';
import { Failure } from '../failure.ts';
import { admit } from './admit.ts';
import type { Principal } from './context.ts';

const NOW = Date.parse('2026-01-01T12:00:00Z');
const MINUTES = 60_000;
const ID = '0198c0de-0000-7000-8000-000000000001';

const contracts: readonly Contract[] = [...CONTRACTS, ...(probeOverrides().contracts ?? [])];

const signIn = (name: string, asker: Partial<Asker> = {}): readonly [string, Asker] => [
  name,
  { shows: 'sign-in', may: new Set(), inWorkspace: true, proved: true, ...asker },
];

const named = (role: string): string => (role === 'viewer' ? 'a viewer' : `an ${role}`);

const ADMIN = PERMISSIONS_OF.admin;
const OPERATOR = new Set<Permission>(['instance:manage']);

const askers: readonly (readonly [string, Asker])[] = [
  ['nobody', { shows: 'nothing', may: new Set(), inWorkspace: false, proved: false }],
  ...ROLES.flatMap((role) => [
    signIn(named(role), { may: PERMISSIONS_OF[role] }),
    signIn(`${named(role)} who proved nothing lately`, { may: PERMISSIONS_OF[role], proved: false }),
  ]),
  signIn('an operator who is an admin', { may: new Set([...ADMIN, ...OPERATOR]) }),
  signIn('an operator without a workspace', { may: OPERATOR, inWorkspace: false }),
  signIn('an operator who proved nothing lately', { may: OPERATOR, inWorkspace: false, proved: false }),
  signIn('somebody without a workspace', { inWorkspace: false }),
  signIn('an admin whose sign-in lacks the code', { may: ADMIN, lacks: 'second_factor_code' }),
  signIn('an admin who lacks a second factor', { may: ADMIN, lacks: 'second_factor' }),
  signIn('one who lacks both', { may: ADMIN, lacks: 'second_factor', proved: false }),
  ...PERMISSIONS.map((scope): readonly [string, Asker] => [
    `a key for ${scope}`,
    { shows: 'key', may: new Set([scope]), inWorkspace: true, proved: false },
  ]),
  ['a key for nothing', { shows: 'key', may: new Set(), inWorkspace: true, proved: false }],
];

/** As authentication would make it. */
const principalOf = ({ shows, may, inWorkspace, lacks, proved }: Asker): Principal | undefined => {
  if (shows === 'nothing') return undefined;
  const workspace = inWorkspace && lacks === undefined ? WorkspaceId.parse(ID) : undefined;
  const permissions = lacks === undefined ? (may as ReadonlySet<Permission>) : new Set<Permission>();
  if (shows === 'key') return { id: PrincipalId.parse(ID), kind: 'key', permissions, workspace };
  return {
    id: PrincipalId.parse(ID),
    kind: inWorkspace ? 'member' : 'account',
    account: AccountId.parse(ID),
    permissions,
    workspace,
    provedAt: NOW - (proved ? 14 : 16) * MINUTES,
    ...(lacks === undefined ? {} : { lacks }),
  };
};

const admission = async (contract: Contract, asker: Asker): Promise<Admission> => {
  const parts = { authenticate: async () => principalOf(asker), limit: async () => {}, now: NOW };
  try {
    await admit(contract, { headers: {}, address: '127.0.0.1' }, parts);
    return 'let in';
  } catch (error) {
    if (error instanceof Failure) return error.code as Admission;
    throw error;
  }
};

describe.each(contracts.map((contract) => [contract.name, contract] as const))('%s lets in', (_name, contract) => {
  test('whom its contract says, of everybody who may ask, and refuses the others for the right reason', async () => {
    const decided = await Promise.all(
      askers.map(async ([name, asker]) => [name, await admission(contract, asker)] as const),
    );
    expect(decided).toEqual(askers.map(([name, asker]) => [name, whoMay(contract, asker)]));
  });
});

test.each<[string, string, Admission]>([
  ['identity.list_members', 'nobody', 'unauthenticated'],
  ['identity.list_members', 'an analyst', 'forbidden'],
  ['identity.list_members', 'an admin', 'let in'],
  ['identity.list_members', 'a key for members:manage', 'let in'],
  ['identity.list_members', 'an operator without a workspace', 'forbidden'],
  ['identity.invite', 'an admin who proved nothing lately', 'proof_needed'],
  ['identity.invite', 'a key for members:manage', 'let in'],
  ['identity.list_accounts', 'an admin', 'forbidden'],
  ['identity.list_accounts', 'an operator without a workspace', 'let in'],
  ['identity.get_me', 'a key for members:manage', 'forbidden'],
  ['identity.get_me', 'an admin whose sign-in lacks the code', 'let in'],
  ['identity.begin_second_factor', 'an admin who lacks a second factor', 'let in'],
  ['identity.remove_second_factor', 'an admin whose sign-in lacks the code', 'second_factor_needed'],
  ['identity.get_workspace', 'a key for nothing', 'let in'],
  ['identity.sign_in', 'nobody', 'let in'],
])('%s and %s: %s, as people would say it', async (name, who, expected) => {
  const contract = contracts.find((one) => one.name === name);
  const asker = askers.find(([one]) => one === who)?.[1];
  if (contract === undefined || asker === undefined) throw new Error('named in the table above');
  expect([whoMay(contract, asker), await admission(contract, asker)]).toEqual([expected, expected]);
});
