import type { Problem } from '@holdfast/protocol/problem';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ask, type Asked } from './ask.ts';
import type { TestSystem } from './system.ts';

export const EMAIL = 'ada@holdfast.example';
export const PASSWORD = 'a sentence nobody would guess';

type Settings = Readonly<Record<string, string>>;

export interface Said extends Asked {
  /** What a browser would keep, by name, with what it is told of it. */
  readonly cookies: Readonly<Record<string, string>>;
}

interface Saying {
  /** A token, or the value of the Cookie header. */
  readonly token?: string;
  readonly cookie?: string;
  readonly json?: unknown;
  readonly headers?: Settings;
  readonly signal?: AbortSignal;
}

/** One request of a person: with a token or the cookies of a browser, which names its origin. */
export const say = async (system: TestSystem, line: `${string} ${string}`, saying: Saying = {}): Promise<Said> => {
  const { token, cookie, json, headers = {}, signal } = saying;
  const asked = await ask(system, line, {
    role: 'nobody',
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(cookie === undefined ? {} : { cookie, origin: new URL(system.url).origin }),
      ...headers,
    },
    ...(json === undefined ? {} : { json }),
    ...(signal === undefined ? {} : { signal }),
  });
  return { ...asked, cookies: cookiesIn(asked.headers) };
};

const cookiesIn = (headers: Headers): Readonly<Record<string, string>> =>
  Object.fromEntries(
    headers.getSetCookie().map((line) => {
      const pair = line.split(';')[0] ?? '';
      return [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
    }),
  );

/** As a browser sends them back. */
export const cookieHeader = (cookies: Readonly<Record<string, string>>): string =>
  Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');

export const codeOf = ({ body }: Asked): string | undefined => (body as Problem | undefined)?.code;

/** Makes the first account with the token that the start left, and gives a token of its sign-in. */
export const setUp = async (system: TestSystem): Promise<string> => {
  const setup_token = (await readFile(join(system.folder, 'setup-token'), 'utf8')).trim();
  const answer = await say(system, 'POST /api/v1/setup', {
    json: { setup_token, email: EMAIL, password: PASSWORD, name: 'Ada', workspace: 'First', token: true },
  });
  return tokenIn(answer);
};

export const tokenIn = (answer: Asked): string => {
  const { token } = (answer.body ?? {}) as { token?: string };
  if (token === undefined) throw new Error(`No token came, but ${answer.status} ${answer.text}`);
  return token;
};

let accounts = 0;

/** The e-mail of somebody with the password of the first account, whom nobody has tried yet. */
export const newAccount = async ({ database }: TestSystem): Promise<string> => {
  const email = `somebody-${(accounts += 1)}@holdfast.example`;
  await database.as(
    'admin',
    `insert into auth.accounts (id, email, email_key, name, password_hash, operator)
     select gen_random_uuid(), $1, $1, 'Somebody', password_hash, true from auth.accounts where email = $2`,
    [email, EMAIL],
  );
  return email;
};

/** A token of another sign-in. */
export const signIn = async (
  system: TestSystem,
  { email = EMAIL, password = PASSWORD }: Partial<Knowing> = {},
): Promise<string> => tokenIn(await say(system, 'POST /api/v1/sign-in', { json: { email, password, token: true } }));

interface Knowing {
  readonly email: string;
  readonly password: string;
}

/** The cookies of a browser in which somebody signed in. */
export const signInBrowser = async (
  system: TestSystem,
  { email = EMAIL, password = PASSWORD }: Partial<Knowing> = {},
): Promise<Readonly<Record<string, string>>> =>
  (await say(system, 'POST /api/v1/sign-in', { json: { email, password } })).cookies;
