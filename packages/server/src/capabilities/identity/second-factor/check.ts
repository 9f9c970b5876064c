import type { AccountId } from '@holdfast/protocol/identity/people';
import type { SecretBox } from '../../../platform/crypto/secret-box.ts';
import type { OpenContext } from '../../../platform/http/context.ts';
import type { InstanceWrite } from '../../../platform/database/transaction.ts';
import type { NoteAccountAct } from '../sign-ins/account-acts.ts';
import { fromBase32 } from './base32.ts';
import { hashOfRecoveryCode } from './recovery-codes.ts';
import { findSecondFactor, useCode, useRecoveryCode } from './store.ts';
import { stepOf } from './totp.ts';

export interface ShownFactor {
  readonly code: string | undefined;
  readonly recovery_code: string | undefined;
}

/**
 * Uses up a code or a recovery code of an account. False when it is wrong, or was used before. Whoever asks has taken a try before and
 * outside of this transaction, so that a wrong code counts whatever becomes of it; a right one is used up together with what it
 * was shown for, or not at all.
 */
export type CheckSecondFactor = (
  tx: InstanceWrite,
  ctx: Pick<OpenContext, 'caller' | 'traceId'>,
  account: AccountId,
  shown: ShownFactor,
) => Promise<boolean>;

/** A sealed secret belongs to one account, and opens for no other. */
export const sealedFor = (account: AccountId): string => `second factor of ${account}`;

export const createCheckSecondFactor =
  ({ secrets, note }: { readonly secrets: SecretBox; readonly note: NoteAccountAct }): CheckSecondFactor =>
  async (tx, ctx, account, { code, recovery_code }) => {
    const factor = await findSecondFactor(tx, account);
    if (factor === undefined || factor.confirmed_at === null) return false;
    if (code !== undefined) {
      const step = stepOf(fromBase32(secrets.open(factor.secret, sealedFor(account))), code, factor.moment);
      return step !== undefined && useCode(tx, account, step);
    }
    if (recovery_code === undefined) return false;
    if (!(await useRecoveryCode(tx, account, hashOfRecoveryCode(recovery_code)))) return false;
    await note(tx, ctx, account, { action: 'account.recovery_code_used' });
    return true;
  };
