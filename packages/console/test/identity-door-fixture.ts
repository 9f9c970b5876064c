import { acceptInvitation, readInvitation } from '@holdfast/protocol/identity/invitations';
import { askForReset, useReset as resetWithToken } from '@holdfast/protocol/identity/password-resets';
import { getSetup, setUp } from '@holdfast/protocol/identity/setup';
import { signIn, signOut } from '@holdfast/protocol/identity/sign-in';
import { ApiProblem, type FixtureRoute, route } from './fixture-route.ts';
import type { Here } from './identity-here.ts';
import { before } from './work-data.ts';

export const PASSWORD = 'correct horse battery';
export const CODE = '123456';
export const TOKEN = 'a-token_of-the-right-shape';

type Given = Readonly<Record<string, string | undefined>>;

const refuseWeak = ({ password = '' }: Given): void => {
  if (password.length >= 12) return;
  const detail = 'must have 12 characters or more';
  ApiProblem.raise(400, 'invalid', `/body/password ${detail}.`, [
    { pointer: '/body/password', code: 'too_short', detail },
  ]);
};

const refuseToken = (token: string | undefined): void => {
  if (token !== TOKEN) ApiProblem.raise(404, 'token_unusable', 'It is used, revoked, too old, or never was.');
};

/** What the server answers to those who are not in yet. */
export const doorRoutes = (here: Here): readonly FixtureRoute[] => {
  const hasMail = here.mode === 'mailed';
  const refuseWrong = ({ password, code }: Given): void => {
    if (password !== PASSWORD) ApiProblem.raise(401, 'wrong_credentials', 'What was shown does not open this.');
    if (here.mode !== 'mailed') return;
    if (code === undefined) ApiProblem.raise(401, 'code_needed', 'This account has a second factor.');
    if (code !== CODE) ApiProblem.raise(401, 'wrong_credentials', 'What was shown does not open this.');
  };
  return [
    route(getSetup, () => ({
      done: here.isSetUp,
      mail: hasMail,
      issuers: hasMail ? [{ id: 'corp', name: here.text ?? 'Corp SSO' }] : [],
    })),
    route(setUp, ({ body, headers }) => {
      const given = body as Given;
      if (given['setup_token'] !== TOKEN) ApiProblem.raise(401, 'wrong_credentials', 'It does not open this.');
      refuseWeak(given);
      [here.isSetUp, here.isIn, here.name] = [true, true, given['name'] ?? ''];
      return { me: here.me(headers) };
    }),
    route(signIn, ({ body, headers }) => {
      refuseWrong(body as Given);
      here.isIn = true;
      return { me: here.me(headers) };
    }),
    route(signOut, () => {
      here.isIn = false;
    }),
    route(readInvitation, ({ body }) => {
      refuseToken((body as Given)['token']);
      return {
        workspace_name: here.text?.slice(0, 100) ?? 'Acme',
        email: 'dan@example.com',
        role: 'analyst',
        expires_at: before(-400_000),
        has_account: hasMail,
      };
    }),
    route(acceptInvitation, ({ body, headers }) => {
      const given = body as Given;
      refuseToken(given['token']);
      if (hasMail) refuseWrong(given);
      else refuseWeak(given);
      [here.isIn, here.name] = [true, given['name'] ?? here.name];
      return { me: here.me(headers) };
    }),
    route(askForReset, () => ({})),
    route(resetWithToken, ({ body }) => {
      refuseToken((body as Given)['token']);
      refuseWeak(body as Given);
      here.isIn = false;
    }),
  ];
};
