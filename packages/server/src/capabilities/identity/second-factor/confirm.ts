import type { SignedIn } from '@holdfast/protocol/identity/account';
import { fail } from '../../../platform/failure.ts';
import type { AccountContext } from '../../../platform/http/context.ts';
import { signInIdOf } from '../account-id-of.ts';
import { namedWorkspace } from '../authentication/named-workspace.ts';
import { ownAccount, trierOf } from '../me/own-secret.ts';
import { createReplaced } from '../me/replaced.ts';
import { endSignIns } from '../me/store.ts';
import type { NoteTry } from '../sign-ins/note-try.ts';
import type { Opener } from '../sign-ins/opener.ts';
import type { Tries } from '../tries/tries.ts';
import { fromBase32 } from './base32.ts';
import { sealedFor } from './check.ts';
import { hashOfRecoveryCode, newRecoveryCodes } from './recovery-codes.ts';
import type { SecondFactorParts } from './second-factor.ts';
import { confirmSecondFactor, findSecondFactor } from './store.ts';
import { stepOf } from './totp.ts';

export interface ConfirmParts extends SecondFactorParts {
  readonly tries: Tries;
  readonly noteTry: NoteTry;
  readonly opener: Opener;
}

export type Confirm = (ctx: AccountContext, code: string) => Promise<SignedIn & { recovery_codes: string[] }>;

/**
 * Turns a second factor on. This sign-in has shown it then, and goes on; all others of the account end, because whoever sets a second
 * factor up may do so after somebody else came in.
 */
export const createConfirm = (parts: ConfirmParts): Confirm => {
  const { database, endOpen, secrets, tries, noteTry, opener, note } = parts;
  const replaced = createReplaced(endOpen);
  return async (ctx, code) => {
    const { id: account } = await ownAccount(database, ctx);
    const signIn = signInIdOf(ctx.principal);
    const db = database.forInstance(ctx.signal);
    const factor = await db.write((tx) => findSecondFactor(tx, account));
    if (factor === undefined) return fail('conflict', { detail: NOT_BEGUN });
    if (factor.confirmed_at !== null) return fail('conflict', { detail: IS_ON });
    const trier = trierOf(ctx, account);
    const mayTry = await tries.take(trier);
    const step = stepOf(fromBase32(secrets.open(factor.secret, sealedFor(account))), code, factor.moment);
    if (!mayTry || step === undefined) {
      if (mayTry) noteTry(ctx, account, 'code');
      return fail('wrong_credentials');
    }
    const recovery_codes = newRecoveryCodes();
    const { signedIn, ended } = await db.write(async (tx) => {
      const codeHashes = recovery_codes.map(hashOfRecoveryCode);
      if (!(await confirmSecondFactor(tx, account, { sealed: factor.secret, step, codeHashes })))
        return fail('conflict', { detail: IS_ON });
      await note(tx, ctx, account, { action: 'account.second_factor_set' });
      return {
        ended: await endSignIns(tx, account, { but: signIn }),
        signedIn: await opener.renew(tx, ctx, {
          account,
          signIn,
          secondFactor: true,
          named: namedWorkspace(ctx.caller),
        }),
      };
    });
    await tries.giveBack(trier);
    await replaced(signIn, ended);
    return { ...signedIn, recovery_codes };
  };
};

const NOT_BEGUN = 'Nothing was begun that could be confirmed. Begin at POST /api/v1/me/second-factor.';
const IS_ON = 'The second factor is on already, or was begun anew meanwhile.';
