import type { DeciderRole, DecisionStatus, Level } from '@holdfast/protocol/decisions/decision';
import type { AccountId } from '@holdfast/protocol/identity/people';
import type { PrincipalId } from '@holdfast/protocol/ids';
import type { Role } from '@holdfast/protocol/permissions';

/** What the rules look at of a decision. */
export interface DecisionState {
  readonly status: DecisionStatus;
  readonly asker: PrincipalId;
  /** The account behind the asker: its own, or of whoever made the key. A member who leaves and comes back is the same. */
  readonly owner: AccountId;
  readonly level: number;
  readonly levels: readonly Level[];
  readonly quorum: number;
  readonly fourEyes: boolean;
  readonly secondFactor: boolean;
  /** Of a claim whose time is over, or whose holder may not decide any more, there is none. */
  readonly claim: { readonly by: PrincipalId; readonly delegatedBy: PrincipalId | null } | undefined;
  /** The accounts of those who made a revision. */
  readonly editors: readonly AccountId[];
  /** Of the present arguments at the present level. */
  readonly votes: readonly CountedVote[];
  /** Whoever approves chooses one of several. */
  readonly hasOptions: boolean;
}

/** An approval of the present arguments at the present level. */
export interface CountedVote {
  readonly by: PrincipalId;
  readonly option: string | null;
  readonly counts: boolean;
}

/** Who wants to do something, as it is at this moment. */
export interface Somebody {
  readonly kind: 'member' | 'key';
  readonly id: PrincipalId;
  /** Undefined for a key, and for a member who is one no more. */
  readonly role: Role | undefined;
  /** Its own, or of whoever made the key. */
  readonly account: AccountId | undefined;
  /** Showed a second factor in the last minutes. */
  readonly isProved: boolean;
}

export const isOpen = ({ status }: Pick<DecisionState, 'status'>): boolean =>
  status === 'pending' || status === 'returned';

/** Of the present level. */
export const requiredRole = ({ levels, level }: Pick<DecisionState, 'levels' | 'level'>): DeciderRole =>
  levels[level - 1]?.required_role ?? 'admin';

const RANKS: Readonly<Record<Role, number>> = { viewer: 0, analyst: 1, admin: 2 };

export const isAtLeast = (role: Role | undefined, required: DeciderRole): boolean =>
  role !== undefined && RANKS[role] >= RANKS[required];
