import { sql } from 'kysely';
import type { Read, Write } from '../database/transaction.ts';

/** A delivery that was given up. */
export interface DeadWebhook {
  readonly event_id: string;
  readonly target_id: string;
  readonly kind: string;
  readonly object_id: string;
  readonly sequence: number;
  readonly attempts: number;
  readonly status: number | null;
  readonly error: string | null;
  readonly ended_at: string;
}

/** The latest first; one page follows another by the event and target of its last row. */
export const listDeadWebhooks = (
  tx: Read,
  limit: number,
  after: readonly [event: string, target: string] | undefined,
): Promise<DeadWebhook[]> =>
  tx.many(sql<DeadWebhook>`
    select event_id, target_id, kind, object_id, sequence, attempts, status, error, ended_at from holdfast.outbox_deliveries
     where workspace_id = ${tx.workspace} and state = 'dead'
       and (${after?.[0] ?? null}::uuid is null or (event_id, target_id) < (${after?.[0] ?? null}::uuid, ${after?.[1] ?? null}::uuid))
     order by event_id desc, target_id desc limit ${limit}`);

/**
 * Sends a delivery again: one that ended with all its tries and its old id and number, one that waits at once. It goes before
 * what still waits behind it in its lane; what was sent after it already has overtaken it, and the number says so. False when
 * there is none.
 */
export const redriveWebhook = async (tx: Write, event: string, target: string): Promise<boolean> => {
  const redriven = await tx.many(sql`
    with found as (
      select target_id, kind, object_id from holdfast.outbox_deliveries
       where workspace_id = ${tx.workspace} and event_id = ${event} and target_id = ${target}
    ), begun as (
      -- one that waits is not touched: whoever is sending it holds its lane, and comes to its row from there
      update holdfast.outbox_deliveries set state = 'waiting', attempts = 0, ended_at = null
       where workspace_id = ${tx.workspace} and event_id = ${event} and target_id = ${target} and state <> 'waiting'
    ), opened as (
      insert into holdfast.outbox_lanes as lane (workspace_id, target_id, kind, object_id)
      select ${tx.workspace}::uuid, target_id, kind, object_id from found
      on conflict (workspace_id, target_id, kind, object_id) do update
        set state = case lane.state when 'later' then 'due' else lane.state end, due_at = holdfast.now()
      returning 1
    )
    select from opened`);
  return redriven.length === 1;
};
