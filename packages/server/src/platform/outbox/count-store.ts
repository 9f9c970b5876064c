import { sql } from 'kysely';
import type { InstanceDb } from '../database/database.ts';

export interface OutboxCounts {
  readonly events_waiting: number;
  readonly events_oldest_seconds: number;
  readonly webhooks_waiting: number;
  readonly webhooks_oldest_seconds: number;
  readonly webhooks_dead: number;
}

/** Of all workspaces. */
export const countOutbox = (db: InstanceDb): Promise<OutboxCounts> =>
  db.read((tx) => tx.one(sql<OutboxCounts>`select * from holdfast.count_outbox()`));
