import type { SignedIn } from '@holdfast/protocol/identity/account';
import { createHash, randomUUID } from 'node:crypto';
import { ask, type Asked } from './ask.ts';
import type { Letter, Mailbox } from './mailbox.ts';
import type { TestSystem } from './system.ts';

/** Somebody with an account of this instance, as tests know them. */
export interface Person {
  readonly email: string;
  readonly password: string;
  /** Of the sign-in that is theirs in a test. */
  token: string;
  /** The workspace in which they are, for requests. */
  workspace: string | undefined;
  readonly account: string;
  readonly member: string;
}

export interface People {
  /** The operator who set this instance up, admin of the first workspace. */
  first(): Promise<Person>;
  /** Invites somebody into the workspace of an admin, and has them accept. */
  join(
    admin: Person,
    role?: 'viewer' | 'analyst' | 'admin',
    known?: Pick<Person, 'email' | 'password'>,
  ): Promise<Person>;
  /** A workspace of its own with an admin who is no operator. */
  house(): Promise<{ readonly workspace: string; readonly admin: Person }>;
  signIn(email: string, password: string, more?: object): Promise<Asked>;
}

export const PASSWORD = 'correct horse battery staple';

export const newEmail = (): string => `p-${randomUUID()}@example.com`;

/** A request of somebody who is signed in. */
export const askAs = (
  system: TestSystem,
  { token, workspace }: Pick<Person, 'token' | 'workspace'>,
  line: `${string} ${string}`,
  { json, headers = {} }: { readonly json?: unknown; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<Asked> =>
  ask(system, line, {
    role: 'nobody',
    headers: {
      authorization: `Bearer ${token}`,
      ...(workspace === undefined ? {} : { 'holdfast-workspace': workspace }),
      ...headers,
    },
    ...(json === undefined ? {} : { json }),
  });

const SETUP_TOKEN = 'a-token-that-only-tests-know';

/** Where mail can be sent, what is in an invitation stands in its letter alone. */
export const usePeople = (system: TestSystem, mailbox?: Pick<Mailbox, 'letterTo'>): People => {
  let founder: Promise<Person> | undefined;

  const setUp = async (): Promise<Person> => {
    const hash = createHash('sha256').update(SETUP_TOKEN).digest();
    await system.database.as('owner', 'insert into auth.setup_tokens (token_hash) values ($1)', [hash]);
    const email = newEmail();
    const body = { setup_token: SETUP_TOKEN, email, password: PASSWORD, name: 'Ada', workspace: 'First', token: true };
    const set = await ask(system, 'POST /api/v1/setup', { role: 'nobody', json: body });
    return personOf(set, { email, password: PASSWORD });
  };

  const people: People = {
    first: () => (founder ??= setUp()),
    async join(admin, role = 'viewer', known) {
      const one = known ?? { email: newEmail(), password: PASSWORD };
      const invited = await askAs(system, admin, 'POST /api/v1/invitations', { json: { email: one.email, role } });
      const link = mailbox === undefined ? linkOf(invited) : linkIn(await mailbox.letterTo(one.email));
      const accepted = await accept(system, link, { ...one, name: 'Bob' });
      const person = personOf(accepted, one, admin.workspace);
      return person;
    },
    async house() {
      const founded = await people.first();
      const made = await askAs(system, founded, 'POST /api/v1/workspaces', { json: { name: 'A house' } });
      const workspace = (made.body as { id: string }).id;
      const admin = await people.join({ ...founded, workspace }, 'admin');
      return { workspace, admin };
    },
    signIn: (email, password, more = {}) =>
      ask(system, 'POST /api/v1/sign-in', { role: 'nobody', json: { email, password, token: true, ...more } }),
  };
  return people;
};

const linkIn = ({ text }: Letter): string => /invitation#([\w-]+)/.exec(text)?.[1] ?? '';

export const linkOf = ({ body, text }: Asked): string => {
  const { link } = body as { link?: string | null };
  if (typeof link !== 'string') throw new Error(`No link: ${text}`);
  return link.split('#')[1] ?? '';
};

export const accept = (
  system: TestSystem,
  token: string,
  { name, password, ...more }: { readonly name?: string; readonly password: string; readonly code?: string },
): Promise<Asked> =>
  ask(system, 'POST /api/v1/invitations/accept', {
    role: 'nobody',
    json: {
      token,
      ...(name === undefined ? {} : { name }),
      password,
      ...(more.code === undefined ? {} : { code: more.code }),
      sign_in_token: true,
    },
  });

/** Whoever has just come in. */
export const personOf = (
  { body, text, status }: Asked,
  known: Pick<Person, 'email' | 'password'>,
  workspace?: string,
): Person => {
  if (status >= 300) throw new Error(`Nobody came in: ${text}`);
  const { me, token = '' } = body as SignedIn;
  const here = me.memberships.find(({ workspace_id }) => workspace === undefined || workspace_id === workspace);
  return {
    ...known,
    token,
    workspace: here?.workspace_id,
    account: me.account.id,
    member: here?.member_id ?? '',
  };
};
