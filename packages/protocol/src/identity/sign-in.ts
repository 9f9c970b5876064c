import { z } from 'zod';
import { contract } from '../contract.ts';
import { SignedIn } from './account.ts';
import { Code, Email, Password, RecoveryCode } from './people.ts';

export const signIn = contract({
  name: 'identity.sign_in',
  method: 'POST',
  path: '/api/v1/sign-in',
  summary: 'Sign in by e-mail and password, and a code where a second factor is set up.',
  permission: { open: 'nobody is signed in before' },
  body: z.strictObject({
    email: Email,
    password: Password,
    code: Code.optional(),
    recovery_code: RecoveryCode.optional().describe('In the place of a code. Works once.'),
    token: z.boolean().optional().describe('Answer with a sign-in token instead of a cookie.'),
  }),
  answers: { 200: SignedIn },
  failures: ['wrong_credentials', 'code_needed', 'too_many_tries', 'sign_in_busy'],
});

export const signOut = contract({
  name: 'identity.sign_out',
  method: 'POST',
  path: '/api/v1/sign-out',
  summary: 'End this sign-in and what it has open. Whoever is not signed in has nothing to end, and is told the same.',
  permission: { open: 'signing out twice must not fail' },
  answers: { 204: z.undefined() },
  failures: ['cross_site'],
});

export const signOutEverywhere = contract({
  name: 'identity.sign_out_everywhere',
  method: 'POST',
  path: '/api/v1/sign-out-everywhere',
  summary: 'End every sign-in of this account, this one as well.',
  permission: { account: 'everybody may end what is theirs' },
  answers: { 204: z.undefined() },
});
