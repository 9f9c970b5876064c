import type { Me, SignInId } from '@holdfast/protocol/identity/account';
import type { AccountId } from '@holdfast/protocol/identity/people';
import type { InstanceRead } from '../../../platform/database/transaction.ts';
import { fail } from '../../../platform/failure.ts';
import { lackOf, membershipOf, principalOfSignIn } from '../authentication/principal-of.ts';
import { readSignIn } from '../authentication/store.ts';
import { accountOf, readOwnAccount, readOwnSignIn } from './store.ts';

/** Who is signed in, as the database says it now. */
export const readMe = async (
  tx: InstanceRead,
  account: AccountId,
  signIn: SignInId,
  named: string | undefined,
): Promise<Me> => {
  const own = (await readOwnAccount(tx, account)) ?? fail('unauthenticated');
  const known = (await readSignIn(tx, signIn)) ?? fail('unauthenticated');
  const current = (await readOwnSignIn(tx, account, signIn)) ?? fail('unauthenticated');
  const membership = membershipOf(known, named);
  return {
    account: accountOf(own),
    sign_in: { ...current, current: true },
    memberships: [...known.memberships],
    workspace: membership ?? null,
    permissions: [...principalOfSignIn(signIn, known, named).permissions],
    lacks: lackOf(known, membership) ?? null,
  };
};
