import type { Decision } from '@holdfast/protocol/decisions/decision';
import type { Read } from '../../../platform/database/transaction.ts';
import { listDeliveries, progressOf, type LoggedDelivery } from '../../../platform/outbox/delivery-log-store.ts';
import type { StoredDecision } from '../store/decisions.ts';

/** Where the asker is told, and what came of it. What stands behind the host may be a secret, and is not shown. */
export const toCallback = async (
  tx: Read,
  { id, callback_url: url, verdict }: StoredDecision,
): Promise<Decision['callback']> => {
  if (url === null) return null;
  const { origin } = new URL(url);
  if (verdict === null) return { origin, delivery: null };
  const delivery = await findOutcomeDelivery(tx, id);
  return { origin, delivery: delivery === undefined ? null : progressOf(delivery) };
};

/** A decision has one outcome. */
export const findOutcomeDelivery = async (tx: Read, id: StoredDecision['id']): Promise<LoggedDelivery | undefined> =>
  (await listDeliveries(tx, id, { state: undefined, after: undefined, limit: 1 }))[0];
