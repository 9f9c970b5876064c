import { SignInId } from '@holdfast/protocol/identity/account';
import { readSignIn } from '../authentication/store.ts';
import type { finishOidc } from '@holdfast/protocol/identity/oidc';
import type { Input } from '@holdfast/protocol/contract';
import { AccountId, MemberId } from '@holdfast/protocol/identity/people';
import { fail } from '../../../platform/failure.ts';
import type { OpenContext } from '../../../platform/http/context.ts';
import { comingFrom } from '../../../platform/audit/act.ts';
import type { Authentication } from '../authentication/authentication.ts';
import { readCredentials } from '../authentication/read-credentials.ts';
import { findInvitation } from '../invitations/store.ts';
import type { IdentityParts } from '../parts.ts';
import { hashOf } from '../secrets/secret.ts';
import type { NoteAccountAct } from '../sign-ins/account-acts.ts';
import type { Cookies } from '../sign-ins/cookie.ts';
import type { Opener } from '../sign-ins/opener.ts';
import type { Flow, Flows, Purpose } from './flow.ts';
import type { Claims, Issuer } from './issuer.ts';
import type { Issuers, Problem } from './issuers.ts';
import { nameFrom } from './rules.ts';
import { acceptByIdentity, addIdentity, findIdentity, useIdentity } from './store.ts';

export interface ArriveParts extends Pick<IdentityParts, 'audit' | 'database' | 'makeId'> {
  readonly authentication: Pick<Authentication, 'signInOf'>;
  readonly cookies: Cookies;
  readonly flows: Flows;
  readonly issuers: Issuers;
  readonly opener: Opener;
  readonly note: NoteAccountAct;
}

/** Somebody comes back from an issuer. Answers the page of the console where they go on. */
export type Arrive = (ctx: OpenContext, issuer: string, query: Input<typeof finishOidc>['query']) => Promise<string>;

type Came<Kind extends Purpose['kind']> = {
  readonly ctx: OpenContext;
  readonly claims: Claims;
  readonly purpose: Extract<Purpose, { kind: Kind }>;
};

const PAGES: Readonly<Record<Purpose['kind'], string>> = {
  sign_in: '/sign-in',
  accept: '/sign-in',
  add: '/settings/profile',
};
const withProblem = (kind: Purpose['kind'], problem: Problem): string => `${PAGES[kind]}?problem=${problem}`;

export const createArrive = (parts: ArriveParts): Arrive => {
  const { flows, issuers } = parts;
  return async (ctx, id, query) => {
    const issuer = issuers.find(id) ?? fail('not_found');
    const flow = flows.take(ctx, id);
    if (flow === undefined) return withProblem('sign_in', 'not_begun_here');
    const { purpose } = flow;
    const claims = await exchange(parts, ctx, { issuer, flow, query });
    if (typeof claims === 'string') return withProblem(purpose.kind, claims);
    const outcome = await goOn(parts, { ctx, claims, purpose });
    return outcome.startsWith('/') ? outcome : withProblem(purpose.kind, outcome as Problem);
  };
};

const exchange = async (
  { issuers }: ArriveParts,
  ctx: OpenContext,
  { issuer, flow, query }: { issuer: Issuer; flow: Flow; query: Input<typeof finishOidc>['query'] },
): Promise<Claims | Problem> => {
  const came = issuers.backFrom(issuer.id);
  for (const [name, value] of Object.entries(query)) if (value !== undefined) came.searchParams.set(name, value);
  try {
    return await issuer.exchange(came, flow);
  } catch (error) {
    return issuers.tellFailure(ctx, issuer.id, error);
  }
};

const goOn = (parts: ArriveParts, { ctx, claims, purpose }: Came<Purpose['kind']>): Promise<string> => {
  if (purpose.kind === 'sign_in') return comeIn(parts, { ctx, claims, purpose });
  if (purpose.kind === 'add') return add(parts, { ctx, claims, purpose });
  return accept(parts, { ctx, claims, purpose });
};

/** The issuer shows no second factor of ours: an account that has one is asked for it as always. */
const comeIn = ({ database, opener }: ArriveParts, { ctx, claims, purpose }: Came<'sign_in'>): Promise<string> =>
  database.forInstance(ctx.signal).write(async (tx) => {
    const known = await findIdentity(tx, claims);
    if (known === undefined) return 'unknown_identity' satisfies Problem;
    await useIdentity(tx, claims);
    const { account_id: account, password_version: passwordVersion } = known;
    await opener.open(tx, ctx, { account, passwordVersion, secondFactor: false, asToken: false });
    return purpose.to;
  });

/** Only in the browser and the sign-in that began it: whoever is sent here with somebody else's answer adds nothing. */
const add = async (
  { authentication, cookies, database, makeId, note }: ArriveParts,
  { ctx, claims, purpose }: Came<'add'>,
): Promise<string> => {
  const shown = readCredentials(ctx.caller.headers, cookies.signIn);
  const isSame = typeof shown === 'object' && shown.kind === 'sign-in' && shown.id === purpose.signIn;
  const known = isSame ? await authentication.signInOf(shown) : undefined;
  if (known?.account_id !== purpose.account) return 'signed_out' satisfies Problem;
  const account = AccountId.parse(purpose.account);
  return database.forInstance(ctx.signal).write(async (tx) => {
    // it may have been ended on another node a moment ago, and what is added here lasts
    if ((await readSignIn(tx, SignInId.parse(purpose.signIn))) === undefined) return 'signed_out' satisfies Problem;
    const id = makeId();
    const outcome = await addIdentity(tx, id, account, claims);
    if (outcome === 'taken') return 'identity_taken' satisfies Problem;
    if (outcome === 'added')
      await note(tx, ctx, account, { action: 'account.identity_added', object: { kind: 'identity', id } });
    return `${PAGES.add}?identity=added`;
  });
};

const accept = async (
  { audit, database, makeId, note, opener }: ArriveParts,
  { ctx, claims, purpose }: Came<'accept'>,
): Promise<string> => {
  const tokenHash = hashOf(purpose.invitation);
  const invited = await database.forInstance(ctx.signal).read((tx) => findInvitation(tx, tokenHash));
  if (invited === undefined) return 'token_unusable' satisfies Problem;
  return database.forWorkspace(invited.workspace_id, ctx.signal).write(async (tx) => {
    const [identity, newAccount, member] = [makeId(), AccountId.parse(makeId()), MemberId.parse(makeId())];
    const { issuer, subject } = claims;
    const name = nameFrom(claims.name);
    const accepted = await acceptByIdentity(tx, { tokenHash, issuer, subject, identity, newAccount, name, member });
    if (!('account_id' in accepted) || accepted.account_id === null) return accepted.outcome;
    const { account_id: account, password_version: passwordVersion, role } = accepted;
    await audit.add(tx, {
      action: 'member.joined',
      actor: { kind: 'member', id: member },
      object: { kind: 'member', id: member },
      facts: { role, by: 'issuer' },
      personal: { account, ...comingFrom(ctx.caller) },
    });
    if (accepted.outcome === 'made')
      await note(tx, ctx, account, { action: 'account.identity_added', object: { kind: 'identity', id: identity } });
    await opener.open(tx, ctx, { account, passwordVersion, secondFactor: false, asToken: false });
    return '/';
  });
};
