import type { Revocation, Revoke } from '../../platform/sockets/revocations.ts';
import type { Authentication } from './authentication/authentication.ts';

/**
 * After a change of rights was committed: nobody is believed on what was known before, and what is open ends on every node. Whoever
 * may still come in comes back by itself.
 */
export type EndOpen = (revocations: readonly Revocation[]) => Promise<void>;

export const createEndOpen =
  (authentication: Pick<Authentication, 'forget'>, revoke: Revoke): EndOpen =>
  async (revocations) => {
    authentication.forget();
    await Promise.all(revocations.map(revoke));
  };
