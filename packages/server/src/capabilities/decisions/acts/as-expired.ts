import { isOpen } from '../rules/state.ts';
import { verdictOfDeadline } from '../rules/when-nobody-decides.ts';
import type { StoredDecision } from '../store/decisions.ts';

/** What a decision is by the clock of the database, whether or not its deadline is written down. */
export const asOfNow = (decision: StoredDecision): StoredDecision =>
  decision.is_late && isOpen(decision) ? asExpired(decision) : decision;

/** What a decision is whose deadline has passed, before it is written down. */
export const asExpired = (decision: StoredDecision): StoredDecision => {
  const verdict = verdictOfDeadline(decision);
  return {
    ...decision,
    status: 'expired',
    verdict,
    decided_how: 'deadline',
    decided_by_kind: 'clock',
    decided_by: null,
    decided_at: decision.deadline_at,
    execution: verdict === 'approve' ? 'waiting' : null,
    claimed_by: null,
    claimed_until: null,
    delegated_by: null,
  };
};
