import { z } from 'zod';
import { WorkspaceId } from '../ids.ts';
import { PERMISSIONS, ROLES } from '../permissions.ts';
import { Timestamp } from '../time.ts';
import { AccountId, Email, MemberId, PersonName, WorkspaceName } from './people.ts';

export const SignInId = z.uuid().brand<'SignInId'>();
export type SignInId = z.infer<typeof SignInId>;

/** A browser's or client's authenticated time. */
export const SignIn = z.strictObject({
  id: SignInId,
  kind: z.enum(['cookie', 'token']),
  created_at: Timestamp,
  seen_at: Timestamp.describe('When it was used last, to a minute.'),
  expires_at: Timestamp.describe('When it ends whatever is done.'),
  idle_expires_at: Timestamp.describe('When it ends unless it is used before.'),
  second_factor: z.boolean().describe('Whether a second factor was shown.'),
  proved_at: Timestamp.describe('When its owner showed a secret last. Sensitive acts ask for that to be recent.'),
  agent: z.string().nullable().describe('What the browser or client called itself.'),
  address: z.string().nullable(),
  current: z.boolean(),
});
export type SignIn = z.infer<typeof SignIn>;

/** A workspace as one of its members sees it in a list of their own. */
export const Membership = z.strictObject({
  workspace_id: WorkspaceId,
  workspace_name: WorkspaceName,
  member_id: MemberId,
  role: z.enum(ROLES),
  second_factor_required: z.boolean(),
});
export type Membership = z.infer<typeof Membership>;

export const Account = z.strictObject({
  id: AccountId,
  email: Email,
  name: PersonName,
  operator: z.boolean(),
  has_password: z.boolean(),
  second_factor: z.boolean(),
  created_at: Timestamp,
});
export type Account = z.infer<typeof Account>;

export const Me = z.strictObject({
  account: Account,
  sign_in: SignIn,
  memberships: z.array(Membership),
  /** The workspace of this request: the one that Holdfast-Workspace names, or the only one. */
  workspace: Membership.nullable(),
  permissions: z
    .array(z.enum(PERMISSIONS))
    .describe('What may be done with this request\u2019s sign-in and workspace.'),
  lacks: z
    .enum(['second_factor_code', 'second_factor'])
    .nullable()
    .describe(
      'What must be done before anything else: show a code, or set up a second factor because the workspace asks for one.',
    ),
});
export type Me = z.infer<typeof Me>;

/** What whoever has just come in is told. The token only when it was asked for, and only here. */
export const SignedIn = z.strictObject({ me: Me, token: z.string().optional() });
export type SignedIn = z.infer<typeof SignedIn>;
