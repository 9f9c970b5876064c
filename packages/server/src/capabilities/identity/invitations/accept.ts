import type { SignedIn } from '@holdfast/protocol/identity/account';
import type { acceptInvitation } from '@holdfast/protocol/identity/invitations';
import { AccountId, MemberId } from '@holdfast/protocol/identity/people';
import type { Input } from '@holdfast/protocol/contract';
import { comingFrom } from '../../../platform/audit/act.ts';
import { fail, refuseField } from '../../../platform/failure.ts';
import type { OpenContext } from '../../../platform/http/context.ts';
import { placeOf } from '../../../platform/limits/address-place.ts';
import type { Authentication } from '../authentication/authentication.ts';
import type { IdentityParts } from '../parts.ts';
import type { Hasher } from '../passwords/hasher.ts';
import { refuseWeakPassword } from '../passwords/new-password.ts';
import type { CheckSecondFactor } from '../second-factor/check.ts';
import { hashOf } from '../secrets/secret.ts';
import type { NoteTry, TriedSecret } from '../sign-ins/note-try.ts';
import type { Opener } from '../sign-ins/opener.ts';
import { orGiveBack } from '../tries/or-give-back.ts';
import type { Tries } from '../tries/tries.ts';
import { findByToken } from './find-by-token.ts';
import * as store from './store.ts';

export interface AcceptParts extends Pick<IdentityParts, 'audit' | 'database' | 'makeId'> {
  readonly authentication: Pick<Authentication, 'forget'>;
  readonly checkSecondFactor: CheckSecondFactor;
  readonly hasher: Hasher;
  readonly noteTry: NoteTry;
  readonly opener: Opener;
  readonly tries: Tries;
}

type Body = Input<typeof acceptInvitation>['body'];
export type Accept = (ctx: OpenContext, body: Body) => Promise<SignedIn>;

/** Makes a member, with a new account or the one that this e-mail has, and signs in. Of those who accept at once, one does. */
export const createAccept = (parts: AcceptParts): Accept => {
  const accept: Accept = async (ctx, body) => {
    const invited = await findByToken(parts, ctx, body.token);
    const { account_id: account } = invited;
    const signedIn =
      account === null
        ? await withNew(parts, ctx, body, invited)
        : await withOwn(parts, ctx, body, { ...invited, account });
    // somebody made an account with this e-mail in between; an account does not go away again
    if (signedIn === 'has_account') return accept(ctx, body);
    parts.authentication.forget();
    return signedIn;
  };
  return accept;
};

const withNew = async (
  parts: AcceptParts,
  ctx: OpenContext,
  { token, name, password, sign_in_token: asToken = false }: Body,
  invited: store.FoundInvitation,
): Promise<SignedIn | 'has_account'> => {
  if (name === undefined) return refuseField('/body/name', 'required', 'is needed for a new account');
  await refuseWeakPassword('password', password, { email: invited.email, name });
  const waiting = { signal: ctx.signal, lane: placeOf(ctx.caller.address) };
  const made = { name, passwordHash: await parts.hasher.hash(password, waiting) };
  const account = AccountId.parse(parts.makeId());
  try {
    return await join(parts, ctx, { token, invited, account, made }, (tx) =>
      parts.opener.open(tx, ctx, { account, passwordVersion: 1, secondFactor: false, asToken }),
    );
  } catch (error) {
    if (error instanceof HasAccount) return 'has_account';
    throw error;
  }
};

const withOwn = async (
  parts: AcceptParts,
  ctx: OpenContext,
  { token, password, code, recovery_code, sign_in_token: asToken = false }: Body,
  invited: store.FoundInvitation & { readonly account: AccountId },
): Promise<SignedIn> => {
  const { hasher, tries, checkSecondFactor, opener } = parts;
  const { account, password_hash, is_active } = invited;
  const trier = { address: ctx.caller.address, account };
  const mayTry = await tries.take(trier);
  const waiting = { signal: ctx.signal, lane: placeOf(ctx.caller.address) };
  const check = () =>
    mayTry && is_active && password_hash !== null
      ? hasher.isPasswordOf(password_hash, password, waiting)
      : hasher.checkNothing(password, waiting);
  const isRight = await (mayTry ? orGiveBack(tries, trier, check) : check());
  if (!mayTry) return fail('wrong_credentials');
  if (!isRight) return wrong(parts, ctx, account, 'password');
  if (invited.has_second_factor && code === undefined && recovery_code === undefined) {
    await tries.giveBack(trier);
    return fail('code_needed');
  }
  const signedIn = await join(parts, ctx, { token, invited, account }, async (tx) => {
    if (invited.has_second_factor && !(await checkSecondFactor(tx, ctx, account, { code, recovery_code })))
      throw new WrongCode();
    return opener.open(tx, ctx, {
      account,
      passwordVersion: invited.password_version ?? 0,
      secondFactor: invited.has_second_factor,
      asToken,
    });
  }).catch(async (error: unknown) => {
    if (error instanceof WrongCode) return wrong(parts, ctx, account, 'code');
    await tries.giveBack(trier);
    throw error;
  });
  await tries.giveBack(trier);
  return signedIn;
};

/** The invitation is not accepted then; the try stays counted. */
class WrongCode extends Error {}
class HasAccount extends Error {}

const wrong = ({ noteTry }: AcceptParts, ctx: OpenContext, account: AccountId, secret: TriedSecret): never => {
  noteTry(ctx, account, secret);
  return fail('wrong_credentials');
};

interface Joining {
  readonly token: string;
  readonly invited: store.FoundInvitation;
  readonly account: AccountId;
  readonly made?: { readonly name: string; readonly passwordHash: string };
}

/** Membership and sign-in are there together, or neither is. */
const join = (
  { audit, database, makeId }: AcceptParts,
  ctx: OpenContext,
  { token, invited, account, made }: Joining,
  open: (tx: Parameters<Opener['open']>[0]) => Promise<SignedIn>,
): Promise<SignedIn> =>
  database.forWorkspace(invited.workspace_id, ctx.signal).write(async (tx) => {
    const member = MemberId.parse(makeId());
    const accepting = { tokenHash: hashOf(token), member, account, ...(made === undefined ? {} : { made }) };
    const outcome = await store.acceptInvitation(tx, accepting);
    if (outcome === 'has_account') throw new HasAccount();
    if (outcome === 'already_member') fail('already_member');
    if (outcome === 'gone') fail('token_unusable');
    await audit.add(tx, {
      actor: { kind: 'member', id: member },
      personal: { account, ...comingFrom(ctx.caller) },
      action: 'member.joined',
      object: { kind: 'member', id: member },
      facts: { role: invited.role, invitation: invited.id },
    });
    return open(tx);
  });
