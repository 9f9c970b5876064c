import type { beginOidc } from '@holdfast/protocol/identity/oidc';
import type { Input } from '@holdfast/protocol/contract';
import { Failure, fail } from '../../../platform/failure.ts';
import type { Database } from '../../../platform/database/database.ts';
import { refuseUnlessProved } from '../../../platform/http/admit.ts';
import type { OpenContext } from '../../../platform/http/context.ts';
import { principalOfSignIn } from '../authentication/principal-of.ts';
import { readCredentials } from '../authentication/read-credentials.ts';
import type { Authentication } from '../authentication/authentication.ts';
import { findByToken } from '../invitations/find-by-token.ts';
import type { Cookies } from '../sign-ins/cookie.ts';
import type { Tries } from '../tries/tries.ts';
import type { Flows, Purpose } from './flow.ts';
import { failureIn, type Issuers } from './issuers.ts';
import { ownPage } from './rules.ts';

export interface DepartParts {
  readonly database: Database;
  readonly authentication: Pick<Authentication, 'signInOf'>;
  readonly cookies: Cookies;
  readonly tries: Tries;
  readonly flows: Flows;
  readonly issuers: Issuers;
}

/** Ways to an issuer. Answers where to go. */
export interface Depart {
  toSignIn(ctx: OpenContext, issuer: string, to: string | undefined): Promise<string>;
  /** To accept an invitation, or to add an account of the issuer to one's own. */
  toJoin(ctx: OpenContext, issuer: string, body: Input<typeof beginOidc>['body']): Promise<string>;
}

export const createDepart = ({ database, authentication, cookies, tries, flows, issuers }: DepartParts): Depart => {
  const depart = async (ctx: OpenContext, id: string, purpose: Purpose): Promise<string> => {
    const issuer = issuers.find(id) ?? fail('not_found');
    const flow = flows.begin(ctx, id, purpose);
    try {
      return (await issuer.authorize(issuers.backFrom(id), flow)).href;
    } catch (error) {
      issuers.tellFailure(ctx, id, error);
      throw failureIn(error) ?? new Failure('outbound_failed', { detail: NO_ISSUER, cause: error });
    }
  };

  /** Somebody who showed a secret a moment ago, and all that their account asks for. */
  const provedSignIn = async (ctx: OpenContext): Promise<Purpose> => {
    const shown = readCredentials(ctx.caller.headers, cookies.signIn);
    if (shown === 'nothing' || shown === 'nonsense' || shown.kind !== 'sign-in') return fail('unauthenticated');
    const known = (await authentication.signInOf(shown)) ?? fail('unauthenticated');
    refuseUnlessProved(principalOfSignIn(shown.id, known, undefined), ctx.clock.now());
    return { kind: 'add', account: known.account_id, signIn: shown.id };
  };

  return {
    async toSignIn(ctx, issuer, to = '/') {
      const page = ownPage(to) ?? fail('invalid', NOT_A_PAGE);
      return depart(ctx, issuer, { kind: 'sign_in', to: page });
    },
    async toJoin(ctx, issuer, { invitation }) {
      if (issuers.find(issuer) === undefined) fail('not_found');
      if (invitation === undefined) return depart(ctx, issuer, await provedSignIn(ctx));
      await findByToken({ database, tries }, ctx, invitation);
      return depart(ctx, issuer, { kind: 'accept', invitation });
    },
  };
};

const NO_ISSUER = 'The issuer did not say how one signs in there. Operators find why in the log.';
const NOT_A_PAGE = {
  detail: '/query/to must be a page of the console, such as /settings.',
  fields: [{ pointer: '/query/to', code: 'page', detail: 'must be a page of the console, such as /settings' }],
};
