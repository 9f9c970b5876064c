import { isOpen, isSignedIn, type Contract } from '@holdfast/protocol/contract';
import { fail } from '../failure.ts';
import type { Authenticate, Credentials } from './authenticate.ts';
import type { Principal } from './context.ts';

/**
 * Decides by the headers alone who may go on, before a byte of the body is parsed:
 * authenticate, find the workspace, count against the limits, authorise the permission that the contract declares.
 */
export const admit = async (
  contract: Contract,
  authenticate: Authenticate,
  credentials: Credentials,
  limit: (principal: Principal | undefined) => Promise<void>,
): Promise<Principal | undefined> => {
  const { permission } = contract;
  if (isOpen(permission)) {
    await limit(undefined);
    return undefined;
  }
  const asking = await authenticate(credentials);
  await limit(asking);
  const principal = asking ?? fail('unauthenticated');
  if (!isSignedIn(permission) && !principal.permissions.has(permission)) {
    fail('forbidden', { detail: `This needs the permission ${permission}.` });
  }
  if (permission !== 'instance:manage' && principal.workspace === undefined) {
    fail('forbidden', { detail: 'This needs a workspace: name one of yours in the header Holdfast-Workspace.' });
  }
  return principal;
};
