import { fail } from '../../../platform/failure.ts';
import type { AccountContext } from '../../../platform/http/context.ts';
import type { InstanceRead } from '../../../platform/database/transaction.ts';
import { signInIdOf } from '../account-id-of.ts';
import { readSignIn } from './store.ts';

/** For what opens an account for good: whoever ended this sign-in on another node a moment ago must not have been too late. */
export const refuseIfEnded = async (
  tx: InstanceRead,
  { principal }: Pick<AccountContext, 'principal'>,
): Promise<void> => {
  if ((await readSignIn(tx, signInIdOf(principal))) === undefined) fail('unauthenticated');
};
