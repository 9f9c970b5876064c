import type { AccountId } from '@holdfast/protocol/identity/people';
import type { Database } from '../../../platform/database/database.ts';
import { fail } from '../../../platform/failure.ts';
import type { AccountContext } from '../../../platform/http/context.ts';
import { accountIdOf } from '../account-id-of.ts';
import type { Hasher } from '../passwords/hasher.ts';
import type { NoteTry } from '../sign-ins/note-try.ts';
import { orGiveBack } from '../tries/or-give-back.ts';
import type { Trier } from '../tries/guards.ts';
import type { Tries } from '../tries/tries.ts';
import { readOwnAccount, type OwnAccount } from './store.ts';

export interface OwnSecretParts {
  readonly database: Database;
  readonly hasher: Hasher;
  readonly tries: Tries;
  readonly noteTry: NoteTry;
}

/** Their tries are their own: strangers who try the account's password do not use them up, and a thief of a sign-in has ten. */
export const trierOf = ({ caller }: AccountContext, account: AccountId): Trier => ({
  address: caller.address,
  account,
  known: { by: 'signed-in' },
});

export const ownAccount = async (database: Database, { principal, signal }: AccountContext): Promise<OwnAccount> =>
  (await database.forInstance(signal).read((tx) => readOwnAccount(tx, accountIdOf(principal)))) ??
  fail('unauthenticated');

/** Fails unless it is the password of whoever is signed in. */
export type CheckOwnPassword = (ctx: AccountContext, own: OwnAccount, password: string) => Promise<void>;

export const createCheckOwnPassword =
  ({ hasher, tries, noteTry }: Omit<OwnSecretParts, 'database'>): CheckOwnPassword =>
  async (ctx, own, password) => {
    const stored = own.password_hash ?? fail('conflict', { detail: NO_PASSWORD });
    const trier = trierOf(ctx, own.id);
    const mayTry = await tries.take(trier);
    const waiting = { signal: ctx.signal, lane: own.id };
    const isRight = mayTry
      ? await orGiveBack(tries, trier, () => hasher.isPasswordOf(stored, password, waiting))
      : await hasher.checkNothing(password, waiting);
    if (isRight) return tries.giveBack(trier);
    if (mayTry) noteTry(ctx, own.id, 'password');
    return fail('wrong_credentials');
  };

const NO_PASSWORD = 'This account has no password: it signs in by an issuer. Ask for a password reset to be given one.';
