import type { SignedIn } from '@holdfast/protocol/identity/account';
import { randomBytes, randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { hashOf, newSecret } from '../../src/capabilities/identity/secrets/secret.ts';
import { writeToken } from '../../src/capabilities/identity/secrets/credential.ts';
import type { Asked } from './ask.ts';
import type { TestSystem } from './system.ts';
import type { SignInId } from '@holdfast/protocol/identity/account';
import type { Role } from '@holdfast/protocol/permissions';

export type Who = Readonly<{ token: string; member: string; account: string; workspace: string }>;

/** The first account, as whoever runs the instance makes it: an operator and admin, signed in by a token. */
export const setUp = async (system: TestSystem): Promise<Who> => {
  const setupToken = newSecret();
  await system.database.as('admin', 'insert into auth.setup_tokens (token_hash) values ($1)', [hashOf(setupToken)]);
  const answer = await send(system, 'POST /api/v1/setup', {
    json: {
      setup_token: setupToken,
      email: 'first@example.com',
      password: randomBytes(12).toString('hex'),
      name: 'The First',
      workspace: 'First',
      token: true,
    },
  });
  // the contract says so
  const { me, token = '' } = answer.body as z.infer<typeof SignedIn>;
  const [membership] = me.memberships;
  if (membership === undefined) throw new Error(`The setup failed: ${answer.text}`);
  return { token, member: membership.member_id, account: me.account.id, workspace: membership.workspace_id };
};

/** Somebody else, put where invitations would have brought them. */
export const join = async (
  { database }: Pick<TestSystem, 'database'>,
  workspace: string,
  role: Role,
  name = `Somebody ${randomBytes(3).toString('hex')}`,
): Promise<Who> => {
  const [account, member, signIn, secret] = [randomUUID(), randomUUID(), randomUUID(), newSecret()];
  const email = `${account}@example.com`;
  await database.as('admin', 'insert into auth.accounts (id, email, email_key, name) values ($1, $2, $2, $3)', [
    account,
    email,
    name,
  ]);
  await database.as(
    'admin',
    'insert into identity.members (workspace_id, id, account_id, role) values ($1, $2, $3, $4)',
    [workspace, member, account, role],
  );
  await database.as(
    'admin',
    `insert into auth.sign_ins (id, account_id, kind, secret_hash, second_factor, idle_seconds, expires_at)
     values ($1, $2, 'token', $3, false, 3600, now() + interval '1 hour')`,
    [signIn, account, hashOf(secret)],
  );
  return { token: writeToken(signIn as SignInId, secret), member, account, workspace };
};

export const addWorkspace = async ({ database }: Pick<TestSystem, 'database'>, name: string): Promise<string> => {
  const workspace = randomUUID();
  await database.as('admin', 'insert into identity.workspaces (workspace_id, name) values ($1, $2)', [workspace, name]);
  return workspace;
};

interface Question {
  readonly token?: string | undefined;
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One request with a real credential. */
export const send = async (
  { url }: { readonly url: string },
  line: `${string} ${string}`,
  { token, json, headers = {} }: Question = {},
): Promise<Asked> => {
  const [method = '', path = ''] = line.split(' ');
  const answer = await fetch(new URL(path, url), {
    method,
    redirect: 'manual',
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  });
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.includes('json') === true;
  return { status: answer.status, headers: answer.headers, text, body: isJson ? JSON.parse(text) : undefined };
};
