import type { Decision } from '@holdfast/protocol/decisions/decision';
import type { DeliveryProgress } from '@holdfast/protocol/webhooks/delivery-progress';
import type { Read } from '../../../platform/database/transaction.ts';
import { listDeliveries, type LoggedDelivery } from '../../../platform/outbox/delivery-log-store.ts';
import type { StoredDecision } from '../store/decisions.ts';

/** Where the asker is told, and what came of it. What stands behind the host may be a secret, and is not shown. */
export const toCallback = async (
  tx: Read,
  { id, callback_url: url, verdict }: StoredDecision,
): Promise<Decision['callback']> => {
  if (url === null) return null;
  const { origin } = new URL(url);
  if (verdict === null) return { origin, delivery: null };
  const delivery = await findTold(tx, id);
  return { origin, delivery: delivery === undefined ? null : toProgress(delivery) };
};

/** A decision has one outcome. */
export const findTold = async (tx: Read, id: StoredDecision['id']): Promise<LoggedDelivery | undefined> =>
  (await listDeliveries(tx, id, { state: undefined, after: undefined, limit: 1 }))[0];

export const toProgress = (logged: LoggedDelivery): DeliveryProgress => ({
  state: logged.state,
  attempts: logged.attempts,
  status: logged.status,
  error: logged.error,
  created_at: logged.created_at,
  next_attempt_at: logged.next_attempt_at,
  ended_at: logged.ended_at,
});
