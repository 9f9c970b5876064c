import * as client from 'openid-client';
import { Failure } from '../../../platform/failure.ts';
import type { OpenContext } from '../../../platform/http/context.ts';
import type { IdentityParts } from '../parts.ts';
import { createIssuer, type Issuer } from './issuer.ts';

/** Why somebody who was at an issuer is not where they wanted to be. The console has a sentence for each. */
export type Problem =
  | 'denied'
  | 'issuer_unreachable'
  | 'issuer_refused'
  | 'not_begun_here'
  | 'not_believed'
  | 'unknown_identity'
  | 'identity_taken'
  | 'signed_out'
  | 'token_unusable'
  | 'other_account'
  | 'has_account'
  | 'already_member';

export interface Issuers {
  readonly all: readonly { readonly id: string; readonly name: string }[];
  find(id: string): Issuer | undefined;
  /** What an issuer is called by whom it signs, as far as it is one of ours. */
  nameOf(url: string): string | undefined;
  /** Where an issuer sends people back to. */
  backFrom(id: string): URL;
  tellFailure(ctx: OpenContext, id: string, error: unknown): Problem;
}

export const createIssuers = ({
  outbound,
  clock,
  settings: { issuers: settings, publicUrl },
}: Pick<IdentityParts, 'outbound' | 'clock' | 'settings'>): Issuers => {
  const byId = new Map(settings.map((setting) => [setting.id, createIssuer(setting, outbound, clock)]));
  return {
    all: settings.map(({ id, name }) => ({ id, name })),
    find: (id) => byId.get(id),
    nameOf: (url) => settings.find((setting) => setting.url.href === URL.parse(url)?.href)?.name,
    backFrom(id) {
      if (publicUrl === undefined) throw new Error('Issuers are named only where the public address is');
      return new URL(`/api/v1/oidc/${id}/callback`, publicUrl);
    },
    tellFailure({ log }, issuer, error) {
      const problem = problemOf(error);
      const told = failureIn(error) ?? error;
      const reason = told instanceof Error ? `${codeOf(told)} ${told.message}`.trim() : String(told);
      log.warn(
        { event: 'oidc_failed', issuer, problem, reason },
        'A sign-in at an OpenID Connect issuer came to nothing.',
      );
      return problem;
    },
  };
};

const codeOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : '');

/** What the guard of requests to the outside said, which the library puts into words of its own. */
export const failureIn = (error: unknown): Failure | undefined => {
  if (error instanceof Failure) return error;
  return error instanceof Error && error.cause !== undefined ? failureIn(error.cause) : undefined;
};

const problemOf = (error: unknown): Problem => {
  if (failureIn(error) !== undefined) return 'issuer_unreachable';
  if (error instanceof client.AuthorizationResponseError)
    return error.error === 'access_denied' ? 'denied' : 'issuer_refused';
  if (error instanceof client.ResponseBodyError) return 'issuer_refused';
  return 'not_believed';
};
