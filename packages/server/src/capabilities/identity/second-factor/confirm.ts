import type { SignedIn } from '@holdfast/protocol/identity/account';
import { fail } from '../../../platform/failure.ts';
import type { AccountContext } from '../../../platform/http/context.ts';
import { accountIdOf, signInIdOf } from '../account-id-of.ts';
import { endSignIns, readOwnAccount } from '../me/store.ts';
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
  readonly opener: Opener;
}

export type Confirm = (ctx: AccountContext, code: string) => Promise<SignedIn & { recovery_codes: string[] }>;

/**
 * Turns a second factor on. This sign-in has shown it then, and goes on; all others of the account end, because whoever sets a second
 * factor up may do so after somebody else came in.
 */
export const createConfirm =
  ({ database, revoke, secrets, authentication, tries, opener, note }: ConfirmParts): Confirm =>
  async (ctx, code) => {
    const account = accountIdOf(ctx.principal);
    const signIn = signInIdOf(ctx.principal);
    const db = database.forInstance(ctx.signal);
    const { own, factor } = await db.write(async (tx) => ({
      own: (await readOwnAccount(tx, account)) ?? fail('unauthenticated'),
      factor: (await findSecondFactor(tx, account)) ?? fail('conflict', { detail: NOT_BEGUN }),
    }));
    if (factor.confirmed_at !== null) return fail('conflict', { detail: IS_ON });
    const trier = { address: ctx.caller.address, account: own.email };
    const mayTry = await tries.take(trier);
    const step = stepOf(fromBase32(secrets.open(factor.secret, sealedFor(account))), code, factor.moment);
    if (!mayTry || step === undefined) return fail('wrong_credentials');
    const recovery_codes = newRecoveryCodes();
    const signedIn = await db.write(async (tx) => {
      const codeHashes = recovery_codes.map(hashOfRecoveryCode);
      if (!(await confirmSecondFactor(tx, account, { sealed: factor.secret, step, codeHashes })))
        return fail('conflict', { detail: IS_ON });
      await endSignIns(tx, account, { but: signIn });
      await note(tx, ctx, account, { action: 'account.second_factor_set' });
      return opener.renew(tx, ctx, { account, signIn, secondFactor: true, named: namedBy(ctx) });
    });
    await tries.giveBack(trier);
    authentication.forget();
    await revoke({ account, reason: 'signed_out' });
    return { ...signedIn, recovery_codes };
  };

const namedBy = ({ caller }: AccountContext): string | undefined => caller.headers['holdfast-workspace']?.toString();

const NOT_BEGUN = 'Nothing was begun that could be confirmed. Begin at POST /api/v1/me/second-factor.';
const IS_ON = 'The second factor is on already, or was begun anew meanwhile.';
