import type { Write } from '../../../platform/database/transaction.ts';
import type { DecisionsParts } from '../parts.ts';
import { BY_THE_CLOCK, record } from '../step.ts';
import { THE_CLOCK } from '../store/actor.ts';
import { moveToLevel } from '../store/changes.ts';
import type { StoredDecision } from '../store/decisions.ts';
import type { Stepped } from '../store/steps.ts';
import { expireNow } from './expire-now.ts';
import { holdIfFree, type DueDecision } from './store.ts';

/**
 * Does what time does by itself with one decision, in a transaction of its own: the row is held and looked at again, so that each
 * deadline counts once, whichever nodes look and however often. Who waited for the row would hold up others: what somebody has at
 * the moment is looked at the next time.
 */
export const keepTime = (
  parts: DecisionsParts,
  { workspace_id, decision_id: id }: DueDecision,
  signal: AbortSignal,
): Promise<void> =>
  parts.database.forWorkspace(workspace_id, signal).write(async (tx) => {
    const decision = await holdIfFree(tx, id);
    const stepped = decision && (await change(tx, decision));
    if (stepped !== undefined) await record(tx, parts, BY_THE_CLOCK, stepped);
  });

/** Both are conditional: what was decided meanwhile, or is not due by the database's clock, stays as it is. */
const change = async (tx: Write, decision: StoredDecision): Promise<Stepped | undefined> => {
  const expired = await expireNow(tx, decision);
  if (expired !== undefined || !decision.is_due) return expired;
  return moveToLevel(tx, decision, decision.level + 1, { step: 'escalated', by: THE_CLOCK });
};
