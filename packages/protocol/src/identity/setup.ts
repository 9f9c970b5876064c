import { z } from 'zod';
import { contract } from '../contract.ts';
import { SignedIn } from './account.ts';
import { Email, Password, PersonName, Token, WorkspaceName } from './people.ts';

export const getSetup = contract({
  name: 'identity.get_setup',
  method: 'GET',
  path: '/api/v1/setup',
  summary: 'Whether somebody has set this instance up, and by which ways one can sign in.',
  permission: { open: 'whoever comes first cannot be signed in' },
  answers: {
    200: z.strictObject({
      done: z.boolean(),
      mail: z.boolean().describe('Whether mail can be sent, for invitations and forgotten passwords.'),
      issuers: z
        .array(z.strictObject({ id: z.string(), name: z.string() }))
        .describe('OpenID Connect issuers to sign in with.'),
    }),
  },
});

export const setUp = contract({
  name: 'identity.set_up',
  method: 'POST',
  path: '/api/v1/setup',
  summary: 'Make the first account, an operator, and its workspace, with the token that the start printed. Works once.',
  permission: { open: 'whoever comes first cannot be signed in; the token shows that they run the instance' },
  body: z.strictObject({
    setup_token: Token,
    email: Email,
    password: Password,
    name: PersonName,
    workspace: WorkspaceName,
    token: z.boolean().optional().describe('Answer with a sign-in token instead of a cookie.'),
  }),
  answers: { 201: SignedIn },
  failures: ['already_set_up', 'wrong_credentials', 'too_many_tries', 'sign_in_busy'],
});
