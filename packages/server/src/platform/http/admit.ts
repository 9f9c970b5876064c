import {
  isOfAccount,
  isOpen,
  isSignedIn,
  type Contract,
  type Needs,
  type OfAccount,
  type Open,
} from '@holdfast/protocol/contract';
import { fail } from '../failure.ts';
import type { Authenticate, Credentials } from './authenticate.ts';
import type { Principal } from './context.ts';

export interface Admitting {
  readonly authenticate: Authenticate;
  readonly limit: (principal: Principal | undefined) => Promise<void>;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Decides by the headers alone who may go on, before a byte of the body is parsed:
 * authenticate, find the workspace, count against the limits, authorise the permission that the contract declares.
 */
export const admit = async (
  contract: Contract,
  credentials: Credentials,
  { authenticate, limit, now }: Admitting,
): Promise<Principal | undefined> => {
  const { permission } = contract;
  if (isOpen(permission)) {
    await limit(undefined);
    return undefined;
  }
  const asking = await authenticate(credentials);
  await limit(asking);
  const principal = asking ?? fail('unauthenticated');
  if (isOfAccount(permission)) {
    if (principal.account === undefined)
      fail('forbidden', { detail: 'An API key is nobody\u2019s account: this needs a sign-in.' });
  } else refuseUnlessPermitted(principal, permission);
  if (contract.needsProof === true) refuseUnlessProved(principal, now);
  return principal;
};

const refuseUnlessPermitted = (principal: Principal, permission: Exclude<Needs, Open | OfAccount>): void => {
  if (principal.lacks !== undefined) fail('second_factor_needed', { detail: WHAT_IS_LACKING[principal.lacks] });
  if (permission !== 'instance:manage' && principal.workspace === undefined) {
    fail('forbidden', { detail: 'This needs a workspace: name one of yours in the header Holdfast-Workspace.' });
  }
  if (!isSignedIn(permission) && !principal.permissions.has(permission)) {
    fail('forbidden', { detail: `This needs the permission ${permission}.` });
  }
};

const WHAT_IS_LACKING = {
  second_factor_code: 'This account has a second factor: show a code of it at POST /api/v1/me/proof.',
  second_factor:
    'This workspace asks for a second factor, and this account has none: set one up at POST /api/v1/me/second-factor.',
};

/** How long a secret that was shown counts for sensitive acts. */
const PROOF_COUNTS_MS = 15 * 60_000;

/** For an endpoint that is sensitive in some of what it takes only. */
export const refuseUnlessProved = (
  { kind, lacks, provedAt = Number.NEGATIVE_INFINITY }: Principal,
  now: number,
): void => {
  if (kind === 'key') return;
  if (lacks === 'second_factor_code') fail('second_factor_needed', { detail: WHAT_IS_LACKING[lacks] });
  if (now - provedAt > PROOF_COUNTS_MS) fail('proof_needed');
};
