import type { PrincipalId } from '@holdfast/protocol/ids';
import type { AccountId } from '@holdfast/protocol/identity/people';
import type { Role } from '@holdfast/protocol/permissions';
import { isAtLeast, requiredRole, type DecisionState } from './state.ts';

interface MemberNow {
  readonly id: PrincipalId;
  readonly role: Role;
  readonly account: AccountId;
}

/** Whose approvals count now: an approval of somebody who left, or lost the role since, counts no more. */
export const countingVoters = (
  decision: Pick<DecisionState, 'voters' | 'levels' | 'level' | 'owner'>,
  members: readonly MemberNow[],
): ReadonlySet<PrincipalId> =>
  new Set(
    members
      .filter(
        ({ id, role, account }) =>
          decision.voters.includes(id) && account !== decision.owner && isAtLeast(role, requiredRole(decision)),
      )
      .map(({ id }) => id),
  );
