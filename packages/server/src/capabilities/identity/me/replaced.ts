import type { SignInId } from '@holdfast/protocol/identity/account';
import type { Revoke } from '../../../platform/sockets/revocations.ts';
import type { Authentication } from '../authentication/authentication.ts';

/** After the commit: the old id is dead at once on every node, and so are those that ended with it. */
export type Replaced = (signIn: SignInId, ended?: readonly SignInId[]) => Promise<void>;

export const createReplaced =
  (authentication: Pick<Authentication, 'forget'>, revoke: Revoke): Replaced =>
  async (signIn, ended = []) => {
    authentication.forget();
    await Promise.all([
      // whoever is behind them goes on under the new id, so their clients may come again
      revoke({ signIn, reason: 'unsure' }),
      ...ended.map((one) => revoke({ signIn: one, reason: 'signed_out' })),
    ]);
  };
