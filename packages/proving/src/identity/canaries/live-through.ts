import type { SignedIn } from '@holdfast/protocol/identity/account';
import type { Answer, Ask } from '../../http.ts';
import type { Node } from '../../lab/node.ts';
import { expectAnswer, expectBody } from '../../oracles/expect-answer.ts';
import type { SmtpSimulator } from '../../simulators/smtp/smtp-server.ts';
import { nobodyAt, type Caller } from '../caller.ts';
import { readSetupToken } from '../instance.ts';
import { personOf, type Person, type Secrets } from '../person.ts';
import { guard } from '../second-factor.ts';
import { nextCode } from '../totp.ts';
import type { Cage } from './cage.ts';
import { tokenFromLetter } from './letters.ts';
import { useProviders } from './use-providers.ts';

export interface Life {
  readonly node: Node;
  readonly mail: SmtpSimulator;
  readonly cage: Cage;
  /** Answers that hand nothing out: none of them may repeat a secret. */
  readonly heard: Answer[];
}

/** Wrong on purpose, in every way in which something is refused: what is refused is told and written down. */
const refusedIn = async (life: Life, caller: Caller, path: string, asks: readonly Ask[]): Promise<void> => {
  for (const ask of asks) {
    const answer = await caller.ask('POST', path, ask);
    // who writes a secret where a field's name belongs is told that there is no such field
    if (!isNamedBySecret(ask)) life.heard.push(answer);
    if (answer.status < 400 || answer.status >= 500) expectAnswer(answer, 422);
  }
};

const isNamedBySecret = ({ headers }: Ask): boolean => headers?.['x-mistake'] === 'name';

/** Every spelling of a mistake: a wrong type, no JSON, another type of content, and in the address. */
const mistakesWith = (secret: string): readonly Ask[] => [
  { body: { email: secret, password: [secret], token: secret, name: { secret } } },
  { body: `{"password": "${secret}", ` },
  { body: secret, headers: { 'content-type': 'text/plain' } },
  { body: { [secret]: secret }, headers: { 'x-mistake': 'name' } },
];

const secretsOf = ({ cage }: Life, name: string): Secrets => ({
  email: cage.plant(`the e-mail of ${name}`, `canary-${name}@example.com`, 'e-mail'),
  password: cage.plant(`the password of ${name}`, `canary ${name} counts 47 lanterns`),
});

const planted = (life: Life, person: Person): Person => {
  life.cage.plant(`a sign-in of ${person.name}`, person.token);
  return person;
};

const setUp = async (life: Life): Promise<Person> => {
  const { node, cage } = life;
  const token = cage.plant('the setup token', await readSetupToken(node));
  const secrets = secretsOf(life, 'operator');
  const body = { setup_token: token, ...secrets, name: 'Olive', workspace: 'Canaries', token: true };
  const path = '/api/v1/setup';
  const wrong = cage.plant('a wrong setup token', `canary${'x'.repeat(37)}`);
  await refusedIn(life, nobodyAt(node), path, [{ body: { ...body, setup_token: wrong } }, ...mistakesWith(token)]);
  const signedIn = expectBody<SignedIn>(await nobodyAt(node).ask('POST', path, { body }), 201);
  return planted(life, personOf(node, 'the operator', secrets, signedIn));
};

const signInBadly = async (life: Life, { email, password }: Secrets): Promise<void> => {
  const wrong = life.cage.plant('a wrong password', 'canary wrong counts 48 lanterns');
  const nobody = nobodyAt(life.node);
  await refusedIn(life, nobody, '/api/v1/sign-in', [{ body: { email, password: wrong } }, ...mistakesWith(password)]);
  await refusedIn(life, nobody, `/api/v1/sign-in?password=${encodeURIComponent(password)}`, [
    { body: { email: wrong } },
  ]);
};

/** By letter: the token is in the mailbox and nowhere else. */
const invite = async (life: Life, admin: Person): Promise<Person> => {
  const { cage, mail, node } = life;
  const secrets = secretsOf(life, 'member');
  const invited = await admin.ask('POST', '/api/v1/invitations', { body: { email: secrets.email, role: 'admin' } });
  expectAnswer(invited, 201);
  const token = cage.plant('an invitation', await tokenFromLetter(mail, secrets.email));
  life.heard.push({ ...invited, body: { ...(invited.body as object), invitation: null } });
  const nobody = nobodyAt(node);
  expectAnswer(await nobody.ask('POST', '/api/v1/invitations/read', { body: { token } }), 200);
  const path = '/api/v1/invitations/accept';
  await refusedIn(life, nobody, path, [{ body: { token, password: 'short', name: 'M' } }, ...mistakesWith(token)]);
  const body = { token, name: 'Mary', password: secrets.password, sign_in_token: true };
  const member = personOf(
    node,
    'the member',
    secrets,
    expectBody<SignedIn>(await nobody.ask('POST', path, { body }), 200),
  );
  await refusedIn(life, nobody, path, [{ body }]);
  return planted(life, member);
};

const resetByLetter = async (life: Life, { email, name }: Person): Promise<Person> => {
  const { cage, mail, node } = life;
  const nobody = nobodyAt(node);
  life.heard.push(expectAnswer(await nobody.ask('POST', '/api/v1/password-resets', { body: { email } }), 202));
  const token = cage.plant('a password reset', await tokenFromLetter(mail, email, 1));
  const password = cage.plant('a password set by letter', 'canary reset counts 49 lanterns');
  const path = '/api/v1/password-resets/use';
  await refusedIn(life, nobody, path, [{ body: { token, password: 'short' } }, ...mistakesWith(token)]);
  life.heard.push(expectAnswer(await nobody.ask('POST', path, { body: { token, password } }), 204));
  const signedIn = await nobody.ask('POST', '/api/v1/sign-in', { body: { email, password, token: true } });
  return planted(life, personOf(node, name, { email, password }, expectBody<SignedIn>(signedIn, 200)));
};

const guardAndProve = async (life: Life, person: Person): Promise<Person> => {
  const { cage, node } = life;
  const guarded = await guard(person);
  planted(life, guarded);
  cage.plant('the secret of a second factor', guarded.factor);
  for (const code of guarded.recoveryCodes) cage.plant('a recovery code', code);
  const [used = '', shown = ''] = guarded.recoveryCodes;
  const nobody = nobodyAt(node);
  const signIn = { email: person.email, password: person.password, token: true };
  await refusedIn(life, nobody, '/api/v1/sign-in', [
    { body: { ...signIn, code: '000000' } },
    { body: { ...signIn, recovery_code: 'aaaa-bbbb-cccc-dddd-eeee' } },
    { body: { ...signIn, recovery_code: `${shown}!` } },
  ]);
  const signedIn = await nobody.ask('POST', '/api/v1/sign-in', { body: { ...signIn, recovery_code: used } });
  const second = planted(life, personOf(node, 'the guarded', person, expectBody<SignedIn>(signedIn, 200)));
  const proved = await second.ask('POST', '/api/v1/me/proof', { body: { code: nextCode(guarded.factor) } });
  const third = planted(life, personOf(node, 'the proved', person, expectBody<SignedIn>(proved, 200)));
  const changed = cage.plant('a changed password', 'canary changed counts 50 lanterns');
  const path = '/api/v1/me/password';
  await refusedIn(life, third, path, mistakesWith(changed));
  const answer = await third.ask('POST', path, { body: { current_password: person.password, new_password: changed } });
  return planted(
    life,
    personOf(node, 'the changed', { ...person, password: changed }, expectBody<SignedIn>(answer, 200)),
  );
};

interface Made {
  readonly id: string;
  readonly key: string;
  readonly public_id: string;
}

const useKeys = async (life: Life, admin: Person): Promise<void> => {
  const { cage, node } = life;
  const wish = { name: 'canary', scopes: ['members:manage', 'keys:manage'] };
  const made = expectBody<Made>(await admin.ask('POST', '/api/v1/keys', { body: wish }), 201);
  const rotated = expectBody<Made>(await admin.ask('POST', `/api/v1/keys/${made.id}/rotate`, { body: {} }), 201);
  for (const { key, public_id: user } of [made, rotated]) {
    cage.plant('an API key', key);
    const basic = cage.plant('an API key as Basic', Buffer.from(`${user}:${key}`).toString('base64'));
    for (const authorization of [`Bearer ${key}`, `Basic ${basic}`, `Bearer ${key}x`, key, `Digest ${key}`])
      life.heard.push(await nobodyAt(node).ask('GET', '/api/v1/members', { headers: { authorization } }));
    life.heard.push(await nobodyAt(node).ask('GET', `/api/v1/members?token=${key}`));
  }
  life.heard.push(await admin.ask('GET', '/api/v1/keys'), await admin.ask('GET', '/api/v1/audit?limit=200'));
};

/** Everything that has a secret, right and wrong. */
export const liveThrough = async (life: Life): Promise<Person> => {
  const operator = await setUp(life);
  await signInBadly(life, operator);
  const member = await guardAndProve(life, await resetByLetter(life, await invite(life, operator)));
  await useKeys(life, member);
  await useProviders(life, member);
  for (const path of [
    '/api/v1/jobs',
    '/api/v1/me',
    '/api/v1/me/sign-ins',
    '/api/v1/audit?limit=200',
    '/api/v1/members',
  ])
    life.heard.push(await operator.ask('GET', path));
  return operator;
};
