import type { SignedIn } from '@holdfast/protocol/identity/account';
import type { signIn } from '@holdfast/protocol/identity/sign-in';
import type { Input } from '@holdfast/protocol/contract';
import type { Database } from '../../../platform/database/database.ts';
import { fail } from '../../../platform/failure.ts';
import type { OpenContext } from '../../../platform/http/context.ts';
import type { Hasher } from '../passwords/hasher.ts';
import type { CheckSecondFactor } from '../second-factor/check.ts';
import type { Tries } from '../tries/tries.ts';
import type { NoteAccountAct } from './account-acts.ts';
import type { Opener } from './opener.ts';
import { findAccount } from './store.ts';

export interface SignInParts {
  readonly database: Database;
  readonly hasher: Hasher;
  readonly tries: Tries;
  readonly opener: Opener;
  readonly checkSecondFactor: CheckSecondFactor;
  readonly note: NoteAccountAct;
}

export type SignIn = (ctx: OpenContext, body: Input<typeof signIn>['body']) => Promise<SignedIn>;

/** The same answer after the same time, whether there is no such account, the password is wrong, or the account is held back. */
export const createSignIn =
  ({ database, hasher, tries, opener, checkSecondFactor, note }: SignInParts): SignIn =>
  async (ctx, { email, password, code, recovery_code, token = false }) => {
    const trier = { address: ctx.caller.address, account: email };
    const db = database.forInstance(ctx.signal);
    const mayTry = await tries.take(trier);
    const account = await db.read((tx) => findAccount(tx, email));
    const isRight =
      mayTry && account?.password_hash
        ? await hasher.isPasswordOf(account.password_hash, password)
        : await hasher.checkNothing(password);
    if (account === undefined || !isRight) {
      if (account !== undefined && mayTry)
        await db.write((tx) => note(tx, ctx, account.id, { action: 'sign_in.failed', facts: { secret: 'password' } }));
      return fail('wrong_credentials');
    }
    const hasCode = code !== undefined || recovery_code !== undefined;
    if (account.has_second_factor && !hasCode) {
      await tries.giveBack(trier);
      return fail('code_needed');
    }
    const signedIn = await db.write(async (tx) => {
      if (account.has_second_factor && !(await checkSecondFactor(tx, ctx, account.id, { code, recovery_code })))
        return undefined;
      return opener.open(tx, ctx, {
        account: account.id,
        passwordVersion: account.password_version,
        secondFactor: account.has_second_factor,
        asToken: token,
      });
    });
    if (signedIn === undefined) {
      await db.write((tx) => note(tx, ctx, account.id, { action: 'sign_in.failed', facts: { secret: 'code' } }));
      return fail('wrong_credentials');
    }
    await tries.giveBack(trier);
    return signedIn;
  };
