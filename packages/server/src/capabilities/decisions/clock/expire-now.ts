import type { Write } from '../../../platform/database/transaction.ts';
import { verdictOfDeadline } from '../rules/when-nobody-decides.ts';
import { THE_CLOCK } from '../store/actor.ts';
import { expire } from '../store/changes.ts';
import type { StoredDecision } from '../store/decisions.ts';
import type { Stepped } from '../store/steps.ts';

/** Writes down that its deadline has passed; undefined where it has not, or where somebody was faster. */
export const expireNow = (tx: Write, decision: StoredDecision): Promise<Stepped | undefined> =>
  expire(tx, decision.id, {
    status: 'expired',
    verdict: verdictOfDeadline(decision),
    how: 'deadline',
    by: THE_CLOCK,
    reason: undefined,
  });
