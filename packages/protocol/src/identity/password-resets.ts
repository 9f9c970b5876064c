import { z } from 'zod';
import { contract } from '../contract.ts';
import { Email, Password, Token } from './people.ts';

export const askForReset = contract({
  name: 'identity.ask_for_reset',
  method: 'POST',
  path: '/api/v1/password-resets',
  summary: 'Ask for a letter with a link to set a new password. The answer is the same whoever asks for whom.',
  permission: { open: 'whoever forgot a password cannot sign in' },
  body: z.strictObject({ email: Email }),
  answers: { 202: z.strictObject({}) },
  failures: ['mail_not_configured', 'too_many_tries'],
});

export const useReset = contract({
  name: 'identity.use_reset',
  method: 'POST',
  path: '/api/v1/password-resets/use',
  summary:
    'Set a new password with the token of such a link. All sign-ins of the account end; signing in asks for the second factor as ever.',
  permission: { open: 'the token came to the mailbox of the account, or by hand from an admin' },
  body: z.strictObject({ token: Token, password: Password }),
  answers: { 204: z.undefined() },
  failures: ['token_unusable', 'too_many_tries', 'sign_in_busy'],
});
