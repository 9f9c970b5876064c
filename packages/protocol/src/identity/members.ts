import { z } from 'zod';
import { contract } from '../contract.ts';
import { page, PageQuery } from '../page.ts';
import { ROLES } from '../permissions.ts';
import { Timestamp } from '../time.ts';
import { Version } from '../version.ts';
import { Email, MemberId, PersonName } from './people.ts';

export const Member = z.strictObject({
  id: MemberId,
  email: Email,
  name: PersonName,
  role: z.enum(ROLES),
  active: z.boolean(),
  second_factor: z.boolean(),
  created_at: Timestamp,
  seen_at: Timestamp.nullable().describe('When one of their sign-ins was used last, to a minute.'),
  version: Version,
});
export type Member = z.infer<typeof Member>;

const MemberParams = z.strictObject({ member_id: MemberId });

/** A link that whoever makes it hands on. Its token is behind the #, which no browser sends to a server. */
export const Link = z.strictObject({ link: z.string(), expires_at: Timestamp });

export const listMembers = contract({
  name: 'identity.list_members',
  method: 'GET',
  path: '/api/v1/members',
  summary: 'The members of this workspace, the latest first.',
  permission: 'members:manage',
  query: PageQuery.extend({ role: z.enum(ROLES).optional(), active: z.boolean().optional() }),
  answers: { 200: page(Member) },
});

export const getMember = contract({
  name: 'identity.get_member',
  method: 'GET',
  path: '/api/v1/members/{member_id}',
  summary: 'One member.',
  permission: 'members:manage',
  params: MemberParams,
  answers: { 200: Member },
});

export const changeMember = contract({
  name: 'identity.change_member',
  method: 'PATCH',
  path: '/api/v1/members/{member_id}',
  summary:
    'Give a member another role, or shut one out and let one in again. What they have open ends or follows at once.',
  permission: 'members:manage',
  needsProof: true,
  precondition: 'if-match',
  params: MemberParams,
  body: z.strictObject({ role: z.enum(ROLES).optional(), active: z.boolean().optional() }),
  answers: { 200: Member },
  failures: ['last_admin'],
});

export const removeMember = contract({
  name: 'identity.remove_member',
  method: 'DELETE',
  path: '/api/v1/members/{member_id}',
  summary: 'Take a member out of this workspace. Their keys end; their account stays, for other workspaces.',
  permission: 'members:manage',
  needsProof: true,
  params: MemberParams,
  answers: { 204: z.undefined() },
  failures: ['last_admin'],
});

export const resetMemberSecondFactor = contract({
  name: 'identity.reset_member_second_factor',
  method: 'DELETE',
  path: '/api/v1/members/{member_id}/second-factor',
  summary:
    'Remove the second factor of a member who lost it. For somebody of other workspaces or an operator, only an operator can.',
  permission: 'members:manage',
  needsProof: true,
  params: MemberParams,
  answers: { 204: z.undefined() },
  failures: ['conflict'],
});

export const linkMemberReset = contract({
  name: 'identity.link_member_reset',
  method: 'POST',
  path: '/api/v1/members/{member_id}/password-reset',
  summary:
    'Make a link with which a member sets a new password, to be handed over. For somebody of other workspaces or an operator, only an operator can.',
  permission: 'members:manage',
  needsProof: true,
  params: MemberParams,
  answers: { 201: Link },
  failures: ['conflict'],
});
