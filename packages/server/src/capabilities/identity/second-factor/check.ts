import type { AccountId } from '@holdfast/protocol/identity/people';
import type { OpenContext } from '../../../platform/http/context.ts';
import type { InstanceWrite } from '../me/store.ts';

export interface ShownFactor {
  readonly code: string | undefined;
  readonly recovery_code: string | undefined;
}

/** Uses up a code or a recovery code of an account. False when it is wrong, or was used before. */
export type CheckSecondFactor = (
  tx: InstanceWrite,
  ctx: OpenContext,
  account: AccountId,
  shown: ShownFactor,
) => Promise<boolean>;
