import { PERMISSIONS_OF, type Role } from '@holdfast/protocol/permissions';
import { fail } from '../../../platform/failure.ts';
import type { Principal } from '../../../platform/http/context.ts';

/** Whoever holds a key and could give somebody a role that may more, or an account of such a one, would have more than the key. */
export const refuseBeyondKey = ({ kind, permissions }: Principal, ...roles: readonly Role[]): void => {
  if (kind === 'key' && roles.some((role) => !PERMISSIONS_OF[role].isSubsetOf(permissions)))
    fail('forbidden', { detail: BEYOND });
};

const BEYOND = 'A key gives no role that may more than the key, and no way into the account of whoever has one.';
