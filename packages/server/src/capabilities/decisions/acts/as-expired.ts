import type { StoredDecision } from '../store/decisions.ts';

/** What a decision is whose deadline has passed, before it is written down. */
export const asExpired = (decision: StoredDecision): StoredDecision => ({
  ...decision,
  status: 'expired',
  verdict: decision.default_verdict,
  decided_how: 'deadline',
  decided_by_kind: 'clock',
  decided_by: null,
  decided_at: decision.deadline_at,
  execution: decision.default_verdict === 'approve' ? 'waiting' : null,
  claimed_by: null,
  claimed_until: null,
  delegated_by: null,
});
