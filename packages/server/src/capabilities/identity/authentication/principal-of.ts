import { PrincipalId } from '@holdfast/protocol/ids';
import type { Membership, SignInId } from '@holdfast/protocol/identity/account';
import { PERMISSIONS_OF, type Permission, type Role } from '@holdfast/protocol/permissions';
import type { Principal } from '../../../platform/http/context.ts';
import type { KnownKey, KnownSignIn } from './store.ts';

const NOTHING: ReadonlySet<Permission> = new Set();

/** What somebody may do: what the role says, and for an operator the instance besides. */
const permissionsOf = (role: Role | undefined, isOperator: boolean): ReadonlySet<Permission> => {
  const ofRole = role === undefined ? NOTHING : PERMISSIONS_OF[role];
  return isOperator ? new Set([...ofRole, 'instance:manage'] as const) : ofRole;
};

/** The workspace that the request names, or the only one. A workspace that is none of theirs is none at all. */
export const membershipOf = ({ memberships }: KnownSignIn, named: string | undefined): Membership | undefined => {
  if (named !== undefined) return memberships.find(({ workspace_id }) => workspace_id === named.toLowerCase());
  return memberships.length === 1 ? memberships[0] : undefined;
};

/** What a sign-in must still show. It can do nothing before, but for its own account. */
export const lackOf = (known: KnownSignIn, membership: Membership | undefined): Principal['lacks'] => {
  if (known.second_factor) return undefined;
  if (known.has_second_factor) return 'second_factor_code';
  return membership?.second_factor_required === true ? 'second_factor' : undefined;
};

export const principalOfSignIn = (id: SignInId, known: KnownSignIn, named: string | undefined): Principal => {
  const membership = membershipOf(known, named);
  const lacks = lackOf(known, membership);
  return {
    id: PrincipalId.parse(membership?.member_id ?? known.account_id),
    kind: membership === undefined ? 'account' : 'member',
    account: known.account_id,
    permissions: lacks === undefined ? permissionsOf(membership?.role, known.operator) : NOTHING,
    workspace: lacks === undefined ? membership?.workspace_id : undefined,
    signIn: id,
    validUntil: Date.parse(known.ends_at),
    provedAt: Date.parse(known.proved_at),
    ...(lacks === undefined ? {} : { lacks }),
  };
};

/** A key can do what it is for, and no more than whoever made it could do now. */
export const principalOfKey = (known: KnownKey): Principal => {
  const ofMaker = permissionsOf(known.maker_role, known.maker_operator);
  return {
    id: PrincipalId.parse(known.id),
    kind: 'key',
    permissions: new Set(known.scopes.filter((scope) => ofMaker.has(scope))),
    workspace: known.workspace_id,
    signIn: known.id,
    ...(known.expires_at === null ? {} : { validUntil: Date.parse(known.expires_at) }),
  };
};
