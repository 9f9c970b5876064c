import { z } from 'zod';
import { contract } from '../contract.ts';
import { SignedIn } from './account.ts';
import { Timestamp } from '../time.ts';
import { Code } from './people.ts';

const RecoveryCodes = z
  .array(z.string())
  .describe('Each works once, in the place of a code. They are never shown again.');

export const getSecondFactor = contract({
  name: 'identity.get_second_factor',
  method: 'GET',
  path: '/api/v1/me/second-factor',
  summary: 'Whether one\u2019s own second factor is set up.',
  permission: { account: 'everybody may see what guards their account' },
  answers: {
    200: z.strictObject({
      state: z.enum(['off', 'begun', 'on']),
      since: Timestamp.nullable(),
      recovery_codes_left: z.int(),
    }),
  },
});

export const beginSecondFactor = contract({
  name: 'identity.begin_second_factor',
  method: 'POST',
  path: '/api/v1/me/second-factor',
  summary: 'Begin to set up a second factor: a secret for an authenticator. It counts once a code of it was confirmed.',
  permission: { account: 'everybody may guard their account' },
  needsProof: true,
  answers: {
    201: z.strictObject({
      secret: z.string().describe('In base32, for authenticators that are typed into.'),
      otpauth_uri: z.string(),
      qr: z.array(z.string()).describe('The QR code of the URI, a row each; 1 is dark.'),
    }),
  },
  failures: ['conflict'],
});

export const confirmSecondFactor = contract({
  name: 'identity.confirm_second_factor',
  method: 'POST',
  path: '/api/v1/me/second-factor/confirm',
  summary: 'Show a code of the authenticator. From then on it is asked for, and this sign-in goes on under a new id.',
  permission: { account: 'everybody may guard their account' },
  body: z.strictObject({ code: Code }),
  answers: { 200: SignedIn.extend({ recovery_codes: RecoveryCodes }) },
  failures: ['conflict', 'wrong_credentials', 'too_many_tries'],
});

export const removeSecondFactor = contract({
  name: 'identity.remove_second_factor',
  method: 'DELETE',
  path: '/api/v1/me/second-factor',
  summary:
    'Remove one\u2019s own second factor and its recovery codes. A sign-in that lacks one cannot enter workspaces that ask for it.',
  permission: { account: 'everybody decides what guards their account' },
  needsProof: true,
  answers: { 204: z.undefined() },
  failures: ['conflict'],
});

export const renewRecoveryCodes = contract({
  name: 'identity.renew_recovery_codes',
  method: 'POST',
  path: '/api/v1/me/second-factor/recovery-codes',
  summary: 'Make new recovery codes. The old ones work no more.',
  permission: { account: 'everybody may guard their account' },
  needsProof: true,
  answers: { 201: z.strictObject({ recovery_codes: RecoveryCodes }) },
  failures: ['conflict'],
});
