import { randomUUID } from 'node:crypto';
import type { SignedIn } from '@holdfast/protocol/identity/account';
import type { Key } from '@holdfast/protocol/identity/keys';
import type { Permission, Role } from '@holdfast/protocol/permissions';
import { times } from '../load.ts';
import { expectBody } from '../oracles/expect-answer.ts';
import { createCaller, nobodyAt, type Caller } from './caller.ts';
import { passwordOf, personOf, type Person } from './person.ts';

/** Somebody in a workspace. */
export interface Member extends Person {
  readonly role: Role;
  readonly member: string;
}

/** A key, as a caller. */
export interface KeyHolder extends Caller {
  readonly id: string;
  readonly token: string;
  readonly scopes: readonly Permission[];
}

/** A workspace, and whoever may invite into it. */
export interface Space {
  readonly id: string;
  readonly admin: Caller;
  /** Invites so many and lets them accept. They have this workspace only. */
  members(role: Role, count: number): Promise<readonly Member[]>;
  /** The link of an invitation, up to the one who holds it. */
  invite(email: string, role: Role): Promise<Invited>;
  key(scopes: readonly Permission[]): Promise<KeyHolder>;
}

export interface Invited {
  readonly id: string;
  readonly token: string;
}

interface InvitedBody {
  readonly invitation: { readonly id: string };
  readonly link: string | null;
}

/** What is made in it gets the mark into its name, so that it is known wherever it turns up. */
export const openSpace = (id: string, admin: Caller, mark = 'proof'): Space => {
  const invite = async (email: string, role: Role): Promise<Invited> => {
    const answer = await admin.ask('POST', '/api/v1/invitations', { body: { email, role } });
    const { invitation, link } = expectBody<InvitedBody>(answer, 201);
    if (link === null) throw new Error('where mail is configured, a proof reads the link from the letter');
    return { id: invitation.id, token: tokenOf(link) };
  };
  const member = async (role: Role): Promise<Member> => {
    const name = `${mark}-${role}-${randomUUID().slice(0, 8)}`;
    const secrets = { email: `${name}@example.com`, password: passwordOf(name) };
    const { token } = await invite(secrets.email, role);
    const body = { token, name, password: secrets.password, sign_in_token: true };
    const signedIn = expectBody<SignedIn>(
      await nobodyAt(admin.place).ask('POST', '/api/v1/invitations/accept', { body }),
      200,
    );
    const mine = signedIn.me.memberships.find(({ workspace_id }) => workspace_id === id);
    if (mine === undefined) throw new Error('whoever accepted an invitation is no member');
    return {
      ...personOf(admin.place, role === 'viewer' ? 'a viewer' : `an ${role}`, secrets, signedIn),
      role: mine.role,
      member: mine.member_id,
    };
  };
  return {
    id,
    admin,
    invite,
    members: (role, count) => times(count, () => member(role)),
    async key(scopes) {
      const answer = await admin.ask('POST', '/api/v1/keys', {
        body: { name: `${mark} for ${scopes.join(', ')}`.slice(0, 100), scopes },
      });
      const made = expectBody<Key & { readonly key: string }>(answer, 201);
      const caller = createCaller(admin.place, { name: `a key for ${scopes.join(', ')}`, token: made.key });
      return { ...caller, id: made.id, token: made.key, scopes };
    },
  };
};

/** What is behind the #: no browser sends it to a server. */
export const tokenOf = (link: string): string => {
  const token = new URL(link).hash.slice(1);
  if (token === '') throw new Error(`the link has no token: ${new URL(link).pathname}`);
  return token;
};
