import { z } from 'zod';
import { contract } from '../contract.ts';
import { page, PageQuery } from '../page.ts';
import { ROLES } from '../permissions.ts';
import { Timestamp } from '../time.ts';
import { SignedIn } from './account.ts';
import { Code, Email, MemberId, Password, PersonName, RecoveryCode, Token, WorkspaceName } from './people.ts';

export const InvitationId = z.uuid().brand<'InvitationId'>();
export type InvitationId = z.infer<typeof InvitationId>;

export const Invitation = z.strictObject({
  id: InvitationId,
  email: Email,
  role: z.enum(ROLES),
  state: z.enum(['open', 'accepted', 'revoked', 'expired']),
  invited_by: MemberId.nullable(),
  created_at: Timestamp,
  expires_at: Timestamp,
  mail: z.enum(['not_configured', 'waiting', 'accepted', 'refused']).describe('What became of the letter.'),
});
export type Invitation = z.infer<typeof Invitation>;

const InvitationParams = z.strictObject({ invitation_id: InvitationId });
const Invited = z.strictObject({
  invitation: Invitation,
  link: z
    .string()
    .nullable()
    .describe('To be handed over, where no mail can be sent. Null where it can: then only the mailbox learns it.'),
});

export const listInvitations = contract({
  name: 'identity.list_invitations',
  method: 'GET',
  path: '/api/v1/invitations',
  summary: 'Invitations into this workspace, the latest first.',
  permission: 'members:manage',
  query: PageQuery.extend({ state: Invitation.shape.state.optional() }),
  answers: { 200: page(Invitation) },
});

export const invite = contract({
  name: 'identity.invite',
  method: 'POST',
  path: '/api/v1/invitations',
  summary:
    'Invite somebody into this workspace. A letter goes out where mail can be sent; else the answer has a link to be handed over.',
  permission: 'members:manage',
  needsProof: true,
  body: z.strictObject({ email: Email, role: z.enum(ROLES) }),
  answers: { 201: Invited },
  failures: ['already_member', 'already_invited'],
});

export const renewInvitation = contract({
  name: 'identity.renew_invitation',
  method: 'POST',
  path: '/api/v1/invitations/{invitation_id}/renew',
  summary: 'Send an invitation again. The link before works no more.',
  permission: 'members:manage',
  needsProof: true,
  params: InvitationParams,
  answers: { 200: Invited },
  failures: ['conflict'],
});

export const revokeInvitation = contract({
  name: 'identity.revoke_invitation',
  method: 'DELETE',
  path: '/api/v1/invitations/{invitation_id}',
  summary: 'Take an invitation back.',
  permission: 'members:manage',
  params: InvitationParams,
  answers: { 204: z.undefined() },
  failures: ['conflict'],
});

export const readInvitation = contract({
  name: 'identity.read_invitation',
  method: 'POST',
  path: '/api/v1/invitations/read',
  summary: 'What an invitation is for, to whoever holds its token.',
  permission: { open: 'the token shows that somebody was invited' },
  body: z.strictObject({ token: Token }),
  answers: {
    200: z.strictObject({
      workspace_name: WorkspaceName,
      email: Email,
      role: z.enum(ROLES),
      expires_at: Timestamp,
      has_account: z.boolean().describe('Whether this e-mail has an account, which then signs in to accept.'),
    }),
  },
  failures: ['token_unusable', 'too_many_tries'],
});

export const acceptInvitation = contract({
  name: 'identity.accept_invitation',
  method: 'POST',
  path: '/api/v1/invitations/accept',
  summary:
    'Become a member: with a name and a new password, or with the password and code of the account that has this e-mail.',
  permission: { open: 'the token shows that somebody was invited' },
  body: z.strictObject({
    token: Token,
    name: PersonName.optional().describe('Needed for a new account.'),
    password: Password.describe('A new one for a new account, else the account\u2019s.'),
    code: Code.optional(),
    recovery_code: RecoveryCode.optional(),
    sign_in_token: z.boolean().optional().describe('Answer with a sign-in token instead of a cookie.'),
  }),
  answers: { 200: SignedIn },
  failures: ['token_unusable', 'wrong_credentials', 'code_needed', 'too_many_tries', 'sign_in_busy', 'already_member'],
});
