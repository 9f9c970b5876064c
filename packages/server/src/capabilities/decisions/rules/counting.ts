import type { AccountId } from '@holdfast/protocol/identity/people';
import type { Role } from '@holdfast/protocol/permissions';
import { isAtLeast, requiredRole, type CountedVote, type DecisionState } from './state.ts';

interface MemberNow {
  readonly role: Role;
  readonly account: AccountId;
}

/** Of somebody who left, or lost the role since, neither an approval nor a claim stands. */
export const mayStillDecide = (
  decision: Pick<DecisionState, 'levels' | 'level' | 'owner'>,
  member: MemberNow | undefined,
): boolean =>
  member !== undefined && member.account !== decision.owner && isAtLeast(member.role, requiredRole(decision));

/** How many count for the same. */
export const approvalsFor = (votes: readonly CountedVote[], option: string | null): number =>
  votes.filter((vote) => vote.counts && vote.option === option).length;

/** How many count for the option that has the most. */
export const mostApprovals = (votes: readonly CountedVote[]): number =>
  Math.max(0, ...votes.map(({ option }) => approvalsFor(votes, option)));
