import { z } from 'zod';
import { contract } from '../contract.ts';
import { page, PageQuery } from '../page.ts';
import { Timestamp } from '../time.ts';
import { Version } from '../version.ts';
import { Link } from './members.ts';
import { AccountId, Email, PersonName } from './people.ts';

export const AccountOfInstance = z.strictObject({
  id: AccountId,
  email: Email,
  name: PersonName,
  operator: z.boolean(),
  active: z.boolean(),
  second_factor: z.boolean(),
  workspaces: z.int(),
  created_at: Timestamp,
  seen_at: Timestamp.nullable(),
  version: Version,
});
export type AccountOfInstance = z.infer<typeof AccountOfInstance>;

const AccountParams = z.strictObject({ account_id: AccountId });

export const listAccounts = contract({
  name: 'identity.list_accounts',
  method: 'GET',
  path: '/api/v1/accounts',
  summary: 'All accounts of the instance, the latest first.',
  permission: 'instance:manage',
  query: PageQuery.extend({ email: Email.optional().describe('The one with this e-mail.') }),
  answers: { 200: page(AccountOfInstance) },
});

export const changeAccount = contract({
  name: 'identity.change_account',
  method: 'PATCH',
  path: '/api/v1/accounts/{account_id}',
  summary: 'Make somebody an operator or take that back, shut an account out of the instance or let it in again.',
  permission: 'instance:manage',
  needsProof: true,
  precondition: 'if-match',
  params: AccountParams,
  body: z.strictObject({ operator: z.boolean().optional(), active: z.boolean().optional() }),
  answers: { 200: AccountOfInstance },
  failures: ['last_operator'],
});

export const resetAccountSecondFactor = contract({
  name: 'identity.reset_account_second_factor',
  method: 'DELETE',
  path: '/api/v1/accounts/{account_id}/second-factor',
  summary: 'Remove the second factor of somebody who lost it.',
  permission: 'instance:manage',
  needsProof: true,
  params: AccountParams,
  answers: { 204: z.undefined() },
});

export const linkAccountReset = contract({
  name: 'identity.link_account_reset',
  method: 'POST',
  path: '/api/v1/accounts/{account_id}/password-reset',
  summary: 'Make a link with which somebody sets a new password, to be handed over.',
  permission: 'instance:manage',
  needsProof: true,
  params: AccountParams,
  answers: { 201: Link },
});
