// long: a node and two issuers serve all of it, and starting them costs more than the cases
import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Me, SignedIn } from '@holdfast/protocol/identity/account';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLab, createSharedLab, type OwnLab, type SharedLab } from '../../lab/lab.ts';
import type { Node } from '../../lab/node.ts';
import { ENTRIES } from '../../lab/repository.ts';
import { hasBinaries } from '../../postgres/binaries.ts';
import type { Sql } from '../../postgres/sql.ts';
import { canRunPostgres } from '../../postgres/unprivileged.ts';
import { openBrowser, type Browser, type Went } from './browser.ts';
import type { Lie } from './id-token.ts';
import { startOidcIssuer, type OidcIssuer } from './issuer.ts';

const possible = hasBinaries() && canRunPostgres();
const HERE = 'http://holdfast.test';
const BEGIN = { method: 'POST', headers: { 'content-type': 'application/json' } };
let shared: SharedLab;
let lab: OwnLab;
let node: Node;
let sql: Sql;
let one: OidcIssuer;
let other: OidcIssuer;
let silent: Server;
/** The first account, signed in by a token. */
let first: { token: string; account: string; workspace: string };

const backAt = (id: string) => `${HERE}/api/v1/oidc/${id}/callback`;
const addressOf = ({ issuer, client }: OidcIssuer) =>
  issuer.replace('http://', `http://${client.id}:${client.secret}@`);

beforeAll(async () => {
  if (!possible) return;
  shared = createSharedLab(ENTRIES, {});
  lab = createLab(shared, new AbortController().signal);
  one = lab.keep(await startOidcIssuer({ redirectUris: [backAt('one')] }));
  other = lab.keep(await startOidcIssuer({ redirectUris: [backAt('other')], algorithm: 'ES256' }));
  silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const quiet = `127.0.0.1:${(silent.address() as { port: number }).port}`;
  const database = await lab.database();
  node = await lab.node({
    entry: 'product',
    database,
    environment: {
      HOLDFAST_PUBLIC_URL: HERE,
      HOLDFAST_OIDC_ISSUERS: `one=${addressOf(one)}#The%20one,other=${addressOf(other)},silent=http://a:b@${quiet},private=http://a:b@127.0.0.1:1`,
      HOLDFAST_OUTBOUND_ALLOW: [one, other]
        .map(({ url }) => new URL(url).host)
        .concat(quiet)
        .join(','),
    },
  });
  sql = await database.asAdmin();
  const setup_token = (await readFile(join(node.dataFolder, 'setup-token'), 'utf8')).trim();
  const body = {
    setup_token,
    email: 'first@example.com',
    password: 'quiet lanterns 47',
    name: 'First',
    workspace: 'One',
    token: true,
  };
  const { me, token = '' } = (await node.http('POST', '/api/v1/setup', { body })).body as SignedIn;
  first = { token, account: me.account.id, workspace: me.memberships[0]?.workspace_id ?? '' };
}, 120_000);

afterAll(async () => {
  silent?.close();
  await sql?.close();
  await lab?.close();
  shared?.close();
}, 60_000);

const aBrowser = () => openBrowser(HERE, node);

/** Puts an issuer's account beside an account of ours, as adding it would. */
const know = async (issuer: OidcIssuer, subject: string, account = first.account): Promise<void> => {
  await sql.query('insert into auth.identities (id, account_id, issuer, subject) values ($1, $2, $3, $4)', [
    randomUUID(),
    account,
    issuer.issuer,
    subject,
  ]);
};
const aUser = (more: Partial<{ sub: string; email: string; name: string }> = {}) => {
  const sub = randomUUID();
  return { sub, email: `${sub}@example.com`, email_verified: true, name: 'Ada Example', ...more };
};
const aKnownUser = async (issuer = one) => {
  const user = aUser();
  await know(issuer, user.sub);
  return user;
};

/** To the issuer and back to the door, where it has not been knocked at yet. */
const depart = async (browser: Browser, id = 'one', to = '/settings'): Promise<string> => {
  const left = await browser.go(`/api/v1/oidc/${id}/start?to=${encodeURIComponent(to)}`);
  expect(left.status).toBe(302);
  return (await browser.go(left.location ?? '')).location ?? '';
};
const comeBack = async (browser: Browser, id?: string): Promise<string | undefined> =>
  (await browser.go(await depart(browser, id))).location;
const meOf = async (browser: Browser): Promise<Went & { body: Me }> =>
  (await browser.go('/api/v1/me')) as Went & { body: Me };

describe.skipIf(!possible)('signing in at an issuer', () => {
  test('its issuers are told by the setup, in the order of the setting', async () => {
    expect((await aBrowser().go('/api/v1/setup')).body).toMatchObject({
      issuers: [
        { id: 'one', name: 'The one' },
        { id: 'other', name: '127.0.0.1' },
        { id: 'silent' },
        { id: 'private' },
      ],
    });
  });

  test.each(['one', 'other'])(
    '%s: whoever is known comes in and goes on where they wanted to, with no token in an address',
    async (id) => {
      const issuer = id === 'one' ? one : other;
      issuer.play({ user: await aKnownUser(issuer) });
      const browser = aBrowser();
      const sent = (await browser.go(`/api/v1/oidc/${id}/start?to=/settings/keys`)).location ?? '';
      const query = new URL(sent).searchParams;
      expect(query.get('code_challenge_method')).toBe('S256');
      expect(sent).not.toContain(issuer.client.secret);
      const back = (await browser.go(sent)).location ?? '';
      expect((await browser.go(back)).location).toBe('/settings/keys');
      expect(await meOf(browser)).toMatchObject({
        status: 200,
        body: { account: { id: first.account }, sign_in: { kind: 'cookie', second_factor: false } },
      });
      expect([...browser.cookies.keys()].filter((name) => name.startsWith('hf_oidc'))).toEqual([]);
      expect((await browser.go('/api/v1/sign-out', { method: 'POST' })).status).toBe(204);
      expect((await meOf(browser)).status).toBe(401);
    },
  );

  test('whoever is not known stays outside, whatever their e-mail', async () => {
    one.play({ user: aUser({ email: 'first@example.com' }) });
    const browser = aBrowser();
    expect(await comeBack(browser)).toBe('/sign-in?problem=unknown_identity');
    expect(browser.cookies.size).toBe(0);
    const sub = await aKnownUser(other);
    one.play({ user: aUser(sub) });
    expect(await comeBack(aBrowser())).toBe('/sign-in?problem=unknown_identity');
  });

  test('shows no second factor: an account that has one is asked for it', async () => {
    const user = await aKnownUser();
    one.play({ user });
    await sql.query(`insert into auth.second_factors (account_id, secret, confirmed_at) values ($1, '', now())`, [
      first.account,
    ]);
    const browser = aBrowser();
    expect(await comeBack(browser)).toBe('/settings');
    expect((await meOf(browser)).body).toMatchObject({ lacks: 'second_factor_code', permissions: [] });
    expect((await browser.go('/api/v1/keys')).body).toMatchObject({ code: 'second_factor_needed' });
    expect((await browser.go('/api/v1/oidc/one/begin', { ...BEGIN, body: '{}' })).body).toMatchObject({
      code: 'second_factor_needed',
    });
    await sql.query('delete from auth.second_factors where account_id = $1', [first.account]);
  });

  test('and a workspace that asks for one lets nobody in who has none', async () => {
    one.play({ user: await aKnownUser() });
    await sql.query('update identity.workspaces set second_factor_required = true');
    const browser = aBrowser();
    await comeBack(browser);
    expect((await meOf(browser)).body).toMatchObject({ lacks: 'second_factor', permissions: [] });
    await sql.query('update identity.workspaces set second_factor_required = false');
  });

  test('an account that was shut out is known to nobody', async () => {
    const account = randomUUID();
    await sql.query(
      `insert into auth.accounts (id, email, email_key, name, deactivated_at) values ($1::uuid, $1::text, $1::text, 'Gone', now())`,
      [account],
    );
    const user = aUser();
    await know(one, user.sub, account);
    one.play({ user });
    expect(await comeBack(aBrowser())).toBe('/sign-in?problem=unknown_identity');
  });
});

describe.skipIf(!possible)('is not believed:', () => {
  test.each<Lie>([
    'wrong nonce',
    'no nonce',
    'wrong audience',
    'wrong issuer',
    'expired',
    'not yet',
    'alg none',
    'alg HS256',
    'unknown key',
    'broken signature',
  ])('a token with %s', async (lie) => {
    one.play({ user: await aKnownUser(), lie });
    const browser = aBrowser();
    expect(await comeBack(browser)).toBe('/sign-in?problem=not_believed');
    expect(browser.cookies.size).toBe(0);
  });

  test.each([
    ['another state', (back: URL) => back.searchParams.set('state', 'of-somebody-else'), 'not_believed'],
    ['no state', (back: URL) => back.searchParams.delete('state'), 'not_believed'],
    ['no code', (back: URL) => back.searchParams.delete('code'), 'not_believed'],
    ['another issuer', (back: URL) => back.searchParams.set('iss', 'http://elsewhere.example'), 'not_believed'],
    ['no issuer, where it always names itself', (back: URL) => back.searchParams.delete('iss'), 'not_believed'],
    ['a code that nobody gave', (back: URL) => back.searchParams.set('code', 'guessed'), 'issuer_refused'],
  ])('an answer with %s', async (_what, change, problem) => {
    one.play({ user: await aKnownUser() });
    const browser = aBrowser();
    const back = new URL(await depart(browser));
    change(back);
    expect((await browser.go(back)).location).toBe(`/sign-in?problem=${problem}`);
    expect(browser.cookies.size).toBe(0);
  });

  test('an answer that comes a second time, with its cookie or without', async () => {
    one.play({ user: await aKnownUser() });
    const browser = aBrowser();
    const back = await depart(browser);
    const kept = new Map(browser.cookies);
    expect((await browser.go(back)).location).toBe('/settings');
    expect((await browser.go(back)).location).toBe('/sign-in?problem=not_begun_here');
    const replayed = aBrowser();
    for (const [name, value] of kept) replayed.cookies.set(name, value);
    expect((await replayed.go(back)).location).toBe('/sign-in?problem=issuer_refused');
  });

  test('an answer in a browser that did not ask for it', async () => {
    one.play({ user: await aKnownUser() });
    const back = await depart(aBrowser());
    expect((await aBrowser().go(back)).location).toBe('/sign-in?problem=not_begun_here');
    const busy = aBrowser();
    await depart(busy);
    expect((await busy.go(back)).location).toBe('/sign-in?problem=not_believed');
  });

  test('what one issuer answered at the door of another, also with its cookie moved there', async () => {
    one.play({ user: await aKnownUser() });
    other.play({ user: await aKnownUser(other) });
    const browser = aBrowser();
    const back = await depart(browser, 'one');
    await depart(browser, 'other');
    const mixed = back.replace('/oidc/one/', '/oidc/other/');
    expect((await browser.go(mixed)).location).toBe('/sign-in?problem=not_believed');
    const moved = aBrowser();
    await depart(moved, 'one');
    moved.cookies.set('hf_oidc_other', moved.cookies.get('hf_oidc_one') ?? '');
    expect((await moved.go(mixed)).location).toBe('/sign-in?problem=not_begun_here');
  });

  test.each([
    ['altered', (value: string) => `${value.slice(0, 40)}${value[40] === 'A' ? 'B' : 'A'}${value.slice(41)}`],
    ['cut off', (value: string) => value.slice(0, 20)],
    ['nonsense', () => 'nonsense'],
  ])('a cookie that is %s', async (_what, change) => {
    one.play({ user: await aKnownUser() });
    const browser = aBrowser();
    const back = await depart(browser);
    browser.cookies.set('hf_oidc_one', change(browser.cookies.get('hf_oidc_one') ?? ''));
    expect((await browser.go(back)).location).toBe('/sign-in?problem=not_begun_here');
  });
});

describe.skipIf(!possible)('nobody is sent', () => {
  test.each([
    'https://evil.example',
    '//evil.example',
    String.raw`/\evil.example`,
    '/..//evil.example',
    'javascript:alert(1)',
    '/api/v1/me',
  ])('to %s', async (to) => {
    const browser = aBrowser();
    const answer = await browser.go(`/api/v1/oidc/one/start?to=${encodeURIComponent(to)}`);
    expect(answer).toMatchObject({ status: 422, location: undefined, body: { code: 'invalid' } });
  });

  test(
    'to an issuer that nobody named, that is away, that does not answer, or that may not be reached',
    { timeout: 60_000 },
    async () => {
      const start = async (id: string) => (await aBrowser().go(`/api/v1/oidc/${id}/start`)).body as { code: string };
      expect(await start('nobody')).toMatchObject({ code: 'not_found' });
      expect(await start('private')).toMatchObject({ code: 'outbound_refused' });
      expect(await start('silent')).toMatchObject({ code: 'outbound_timed_out' });
    },
  );
});

describe.skipIf(!possible)('an issuer that says no', () => {
  test('because the person did, is told so', async () => {
    one.play({ denies: true });
    expect(await comeBack(aBrowser())).toBe('/sign-in?problem=denied');
    one.play({});
  });

  test('and one that changed its keys is believed again by the new ones', async () => {
    other.play({ user: await aKnownUser(other) });
    expect(await comeBack(aBrowser(), 'other')).toBe('/settings');
    other.rotateKeys();
    // the code is spent, so the next sign-in is the one that knows the new keys
    await comeBack(aBrowser(), 'other');
    expect(await comeBack(aBrowser(), 'other')).toBe('/settings');
  });
});

describe.skipIf(!possible)('an account of an issuer', () => {
  const signedIn = async (): Promise<Browser> => {
    const browser = aBrowser();
    const body = JSON.stringify({ email: 'first@example.com', password: 'quiet lanterns 47' });
    expect((await browser.go('/api/v1/sign-in', { ...BEGIN, body })).status).toBe(200);
    return browser;
  };
  const begin = (browser: Browser, body: object = {}) =>
    browser.go('/api/v1/oidc/one/begin', { ...BEGIN, body: JSON.stringify(body) });
  const add = async (browser: Browser): Promise<string | undefined> => {
    const { location } = (await begin(browser)).body as { location: string };
    return (await browser.go((await browser.go(location)).location ?? '')).location;
  };
  const list = async (browser: Browser) =>
    (
      (await browser.go('/api/v1/me/identities')).body as {
        items: { id: string; issuer: string; issuer_name: string; used_at: string | null }[];
      }
    ).items;

  test('is added by whoever is signed in, opens the account from then on, and can be taken away', async () => {
    const user = aUser();
    one.play({ user });
    const browser = await signedIn();
    expect(await add(browser)).toBe('/settings/profile?identity=added');
    expect(await add(browser)).toBe('/settings/profile?identity=added');
    const added = (await list(browser)).at(-1);
    expect(added).toMatchObject({ issuer: one.issuer, issuer_name: 'The one', used_at: null });
    const elsewhere = aBrowser();
    expect(await comeBack(elsewhere)).toBe('/settings');
    expect((await list(elsewhere)).at(-1)?.used_at).not.toBeNull();
    const remove = () => browser.go(`/api/v1/me/identities/${added?.id}`, { method: 'DELETE' });
    expect((await remove()).status).toBe(204);
    expect((await remove()).status).toBe(404);
    expect(await comeBack(aBrowser())).toBe('/sign-in?problem=unknown_identity');
  });

  test('needs somebody who is signed in and showed a secret lately', async () => {
    expect((await begin(aBrowser())).body).toMatchObject({ code: 'unauthenticated' });
    const browser = await signedIn();
    await sql.query(`update auth.sign_ins set proved_at = now() - interval '16 minutes' where kind = 'cookie'`);
    await expect.poll(async () => (await begin(browser)).body).toMatchObject({ code: 'proof_needed' });
  });

  test('of somebody else is not taken over, and one that another began is not added', async () => {
    const account = randomUUID();
    await sql.query(
      `insert into auth.accounts (id, email, email_key, name) values ($1::uuid, $1::text, $1::text, 'Else')`,
      [account],
    );
    const user = aUser();
    await know(one, user.sub, account);
    one.play({ user });
    expect(await add(await signedIn())).toBe('/settings/profile?problem=identity_taken');
    one.play({ user: aUser() });
    const browser = await signedIn();
    const { location } = (await begin(browser)).body as { location: string };
    const back = (await browser.go(location)).location ?? '';
    await browser.go('/api/v1/sign-out', { method: 'POST' });
    expect((await browser.go(back)).location).toBe('/settings/profile?problem=signed_out');
  });
});

describe.skipIf(!possible)('an invitation', () => {
  const invite = async (email: string, more = `now() + interval '1 hour'`): Promise<string> => {
    const token = randomUUID();
    await sql.query(
      `insert into identity.invitations (workspace_id, id, email, email_key, role, token_hash, expires_at)
       values ($1, $2, $3, lower($3), 'analyst', $4, ${more})`,
      [first.workspace, randomUUID(), email, createHash('sha256').update(token).digest()],
    );
    return token;
  };
  /** With it to the issuer, and where that sends them back to. */
  const wayBack = async (browser: Browser, invitation: string): Promise<string> => {
    const begun = await browser.go('/api/v1/oidc/one/begin', { ...BEGIN, body: JSON.stringify({ invitation }) });
    return (await browser.go((begun.body as { location: string }).location)).location ?? '';
  };
  const accept = async (browser: Browser, invitation: string): Promise<string | undefined> =>
    (await browser.go(await wayBack(browser, invitation))).location;

  test('is accepted with an issuer\u2019s account: the e-mail is the invited one, the name the issuer\u2019s, and there is no password', async () => {
    const email = `${randomUUID()}@Example.com`;
    const token = await invite(email);
    one.play({ user: aUser({ email: 'another@example.com', name: 'Grace Example' }) });
    const browser = aBrowser();
    expect(await accept(browser, token)).toBe('/');
    expect((await meOf(browser)).body).toMatchObject({
      account: { email, name: 'Grace Example', has_password: false, operator: false },
      workspace: { role: 'analyst', workspace_id: first.workspace },
    });
    const [identity] = ((await browser.go('/api/v1/me/identities')).body as { items: { id: string }[] }).items;
    expect((await browser.go(`/api/v1/me/identities/${identity?.id}`, { method: 'DELETE' })).body).toMatchObject({
      code: 'conflict',
    });
    const acts = await sql.query<{ action: string }>(
      'select e.action from holdfast.audit_entries e join identity.members m on m.id = e.actor_id join auth.accounts a on a.id = m.account_id where a.email = $1',
      [email],
    );
    expect(new Set(acts.map(({ action }) => action))).toEqual(
      new Set(['member.joined', 'account.identity_added', 'sign_in.succeeded']),
    );
    const again = await aBrowser().go('/api/v1/oidc/one/begin', {
      ...BEGIN,
      body: JSON.stringify({ invitation: token }),
    });
    expect(again.body).toMatchObject({ code: 'token_unusable' });
  });

  test('opens no account because its e-mail is the same', async () => {
    one.play({ user: aUser({ email: 'first@example.com' }) });
    expect(await accept(aBrowser(), await invite('first@example.com'))).toBe('/sign-in?problem=has_account');
  });

  test('of another e-mail is not for whom the issuer\u2019s account opens already', async () => {
    one.play({ user: await aKnownUser() });
    expect(await accept(aBrowser(), await invite(`${randomUUID()}@example.com`))).toBe(
      '/sign-in?problem=other_account',
    );
  });

  test('that is too old, or was used while somebody was at the issuer, is of no use', async () => {
    const old = await invite(`${randomUUID()}@example.com`, `now() - interval '1 second'`);
    const told = await aBrowser().go('/api/v1/oidc/one/begin', { ...BEGIN, body: JSON.stringify({ invitation: old }) });
    expect(told.body).toMatchObject({ code: 'token_unusable' });
    const token = await invite(`${randomUUID()}@example.com`);
    one.play({ user: aUser() });
    const browser = aBrowser();
    const begun = await browser.go('/api/v1/oidc/one/begin', { ...BEGIN, body: JSON.stringify({ invitation: token }) });
    const back = (await browser.go((begun.body as { location: string }).location)).location ?? '';
    await sql.query('update identity.invitations set revoked_at = now() where token_hash = $1', [
      createHash('sha256').update(token).digest(),
    ]);
    expect((await browser.go(back)).location).toBe('/sign-in?problem=token_unusable');
  });

  test('makes one member, however many accept it at once', async () => {
    const token = await invite(`${randomUUID()}@example.com`);
    one.play({ user: aUser() });
    const ways: [Browser, string][] = [];
    for (const browser of [aBrowser(), aBrowser(), aBrowser()]) ways.push([browser, await wayBack(browser, token)]);
    const outcomes = await Promise.all(ways.map(async ([browser, back]) => (await browser.go(back)).location));
    expect(outcomes.filter((outcome) => outcome === '/')).toHaveLength(1);
    expect(new Set(outcomes)).toEqual(new Set(['/', '/sign-in?problem=token_unusable']));
  });
});

test.skipIf(!possible)('no secret of an issuer, no code and no token is in the log', () => {
  const log = node.logs.lines.join('\n');
  expect(log).not.toContain(one.client.secret);
  for (const { query } of one.asked) {
    const code = query.get('code');
    if (code !== null) expect(log).not.toContain(code);
  }
  expect(log).toContain('oidc_failed');
});
