import { z } from 'zod';
import { contract } from '../contract.ts';
import { Timestamp } from '../time.ts';
import { Token } from './people.ts';

export const IssuerId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,30}$/);

const IssuerParams = z.strictObject({ issuer: IssuerId });

export const startOidc = contract({
  name: 'identity.start_oidc',
  method: 'GET',
  path: '/api/v1/oidc/{issuer}/start',
  summary: 'Go to an OpenID Connect issuer to sign in. Answers with a redirect, for browsers.',
  permission: { open: 'nobody is signed in before' },
  params: IssuerParams,
  query: z.strictObject({
    to: z.string().max(500).optional().describe('The page of the console to come back to.'),
  }),
  answers: { 302: z.undefined() },
  failures: ['outbound_failed', 'outbound_timed_out', 'outbound_refused'],
});

export const beginOidc = contract({
  name: 'identity.begin_oidc',
  method: 'POST',
  path: '/api/v1/oidc/{issuer}/begin',
  summary:
    'Begin to accept an invitation with an account of an issuer, or to add one to one\u2019s own account. Answers where to go.',
  permission: { open: 'whoever is invited is not signed in yet; adding needs a sign-in that was proved a moment ago' },
  params: IssuerParams,
  body: z.strictObject({
    invitation: Token.optional().describe(
      'The invitation to accept. Without one, the issuer\u2019s account is added to one\u2019s own.',
    ),
  }),
  answers: { 200: z.strictObject({ location: z.string() }) },
  failures: [
    'unauthenticated',
    'second_factor_needed',
    'proof_needed',
    'token_unusable',
    'too_many_tries',
    'outbound_failed',
    'outbound_timed_out',
    'outbound_refused',
  ],
});

export const finishOidc = contract({
  name: 'identity.finish_oidc',
  method: 'GET',
  recorded: true,
  path: '/api/v1/oidc/{issuer}/callback',
  summary: 'Where an issuer sends people back to. Signs in, and goes on to the console.',
  permission: { open: 'nobody is signed in before' },
  params: IssuerParams,
  // what an issuer adds is its affair
  query: z.object({
    code: z.string().max(4096).optional(),
    state: z.string().max(4096).optional(),
    iss: z.string().max(2048).optional(),
    error: z.string().max(2048).optional(),
    error_description: z.string().max(4096).optional(),
  }),
  answers: { 302: z.undefined() },
});

export const listIdentities = contract({
  name: 'identity.list_identities',
  method: 'GET',
  path: '/api/v1/me/identities',
  summary: 'The issuers\u2019 accounts with which one can sign in to this one.',
  permission: { account: 'everybody may see what opens their account' },
  answers: {
    200: z.strictObject({
      items: z.array(
        z.strictObject({
          id: z.uuid(),
          issuer: z.string(),
          issuer_name: z.string(),
          added_at: Timestamp,
          used_at: Timestamp.nullable(),
        }),
      ),
      next_cursor: z.null(),
    }),
  },
});

export const removeIdentity = contract({
  name: 'identity.remove_identity',
  method: 'DELETE',
  path: '/api/v1/me/identities/{identity_id}',
  summary: 'Sign in no more with an issuer\u2019s account.',
  permission: { account: 'everybody decides what opens their account' },
  needsProof: true,
  params: z.strictObject({ identity_id: z.uuid() }),
  answers: { 204: z.undefined() },
  failures: ['conflict'],
});
