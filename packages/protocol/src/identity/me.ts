import { z } from 'zod';
import { contract } from '../contract.ts';
import { Me, SignedIn, SignIn, SignInId } from './account.ts';
import { Code, Email, Password, PersonName, RecoveryCode } from './people.ts';

export const getMe = contract({
  name: 'identity.get_me',
  method: 'GET',
  path: '/api/v1/me',
  summary: 'Who is signed in, in which workspaces, and what this sign-in may do.',
  permission: { account: 'everybody may know who they are' },
  answers: { 200: Me },
});

export const changeMe = contract({
  name: 'identity.change_me',
  method: 'PATCH',
  path: '/api/v1/me',
  summary:
    'Change one\u2019s own name or e-mail. Another e-mail needs a recent proof, and the old one is told where mail can be sent.',
  permission: { account: 'everybody may say what they are called' },
  body: z.strictObject({ name: PersonName.optional(), email: Email.optional() }),
  answers: { 200: Me },
  failures: ['email_taken', 'proof_needed'],
});

export const changePassword = contract({
  name: 'identity.change_password',
  method: 'POST',
  path: '/api/v1/me/password',
  summary:
    'Change one\u2019s own password. Every other sign-in ends, and this one goes on under a new id. With a second factor it needs a recent proof.',
  permission: { account: 'everybody may change their own password' },
  body: z.strictObject({ current_password: Password, new_password: Password }),
  answers: { 200: SignedIn },
  failures: ['wrong_credentials', 'proof_needed', 'too_many_tries', 'sign_in_busy', 'conflict'],
});

export const proveMe = contract({
  name: 'identity.prove_me',
  method: 'POST',
  path: '/api/v1/me/proof',
  summary:
    'Show a secret again: before a sensitive act, or the second factor after a sign-in without one. The sign-in gets a new id.',
  permission: { account: 'everybody may show that they are still there' },
  body: z
    .strictObject({ password: Password.optional(), code: Code.optional(), recovery_code: RecoveryCode.optional() })
    .refine((given) => Object.values(given).filter((value) => value !== undefined).length === 1, {
      error: 'must hold one of password, code and recovery_code',
    }),
  answers: { 200: SignedIn },
  failures: ['wrong_credentials', 'code_needed', 'too_many_tries', 'sign_in_busy', 'conflict'],
});

export const listSignIns = contract({
  name: 'identity.list_sign_ins',
  method: 'GET',
  path: '/api/v1/me/sign-ins',
  summary: 'One\u2019s own sign-ins that have not ended, the one used last first.',
  permission: { account: 'everybody may see where they are signed in' },
  answers: { 200: z.strictObject({ items: z.array(SignIn), next_cursor: z.null() }) },
});

export const endSignIn = contract({
  name: 'identity.end_sign_in',
  method: 'DELETE',
  path: '/api/v1/me/sign-ins/{sign_in_id}',
  summary: 'End one of one\u2019s own sign-ins, and what it has open.',
  permission: { account: 'everybody may end what is theirs' },
  params: z.strictObject({ sign_in_id: SignInId }),
  answers: { 204: z.undefined() },
  failures: ['not_found'],
});
