import type { WorkspaceId } from '@holdfast/protocol/ids';
import { sql } from 'kysely';
import type { Database } from '../database/database.ts';
import type { Read, Write } from '../database/transaction.ts';
import type { LiveMessage } from '../live/live-message.ts';
import type { JobWithoutId } from '../jobs/new-job.ts';

/** An event that nobody was told of yet. */
export interface WaitingEvent {
  readonly id: string;
  readonly kind: string;
  readonly object_id: string;
  readonly sequence: number;
  readonly type: string;
  readonly data: unknown;
  readonly jobs: readonly JobWithoutId[] | null;
  readonly live: readonly LiveMessage[] | null;
  readonly created_at: string;
}

export interface NewDelivery {
  readonly event: WaitingEvent;
  readonly target: string;
}

export const findWaitingWorkspaces = async (
  database: Database,
  after: string,
  most: number,
): Promise<readonly WorkspaceId[]> => {
  const rows = await database
    .forInstance()
    .read((tx) =>
      tx.many(
        sql<{ id: WorkspaceId }>`select id from holdfast.outbox_waiting_workspaces(${after}, ${most}) as space (id)`,
      ),
    );
  return rows.map(({ id }) => id);
};

/** The longest waiting first. Whoever sees an event of an object sees all before it: each was committed before the next was numbered. */
export const findWaiting = (tx: Read, most: number): Promise<WaitingEvent[]> =>
  tx.many(sql<WaitingEvent>`
    select id, kind, object_id, sequence, type, data, jobs, live, created_at from holdfast.outbox_events
     where workspace_id = ${tx.workspace} and relayed_at is null
     order by position, sequence limit ${most}`);

/** Those of them that nobody else has marked. */
export const markRelayed = async (tx: Write, ids: readonly string[]): Promise<ReadonlySet<string>> => {
  const rows = await tx.many(sql<{ id: string }>`
    update holdfast.outbox_events set relayed_at = holdfast.now()
     where workspace_id = ${tx.workspace} and id = any (${ids}::uuid[]) and relayed_at is null
    returning id`);
  return new Set(rows.map(({ id }) => id));
};

/**
 * Writes deliveries down and opens their lanes. A lane that is there is locked: whoever ends its last delivery at this moment
 * waits and sees the new ones, or is waited for and has closed it.
 */
export const addDeliveries = async (tx: Write, deliveries: readonly NewDelivery[]): Promise<void> => {
  for (let from = 0; from < deliveries.length; from += ROWS_AT_ONCE)
    await addSome(tx, deliveries.slice(from, from + ROWS_AT_ONCE));
};

/** A statement has a limit of time, and there may be many targets. */
const ROWS_AT_ONCE = 5000;

const addSome = async (tx: Write, deliveries: readonly NewDelivery[]): Promise<void> => {
  const column = <Value>(pick: (delivery: NewDelivery) => Value): Value[] => deliveries.map(pick);
  await tx.run(sql`
    with added as (
      insert into holdfast.outbox_deliveries (workspace_id, event_id, target_id, kind, object_id, sequence)
      select ${tx.workspace}, event_id, target_id, kind, object_id, sequence
        from unnest(${column(({ event }) => event.id)}::uuid[], ${column(({ target }) => target)}::uuid[],
                    ${column(({ event }) => event.kind)}::text[], ${column(({ event }) => event.object_id)}::text[],
                    ${column(({ event }) => event.sequence)}::bigint[]) as delivery (event_id, target_id, kind, object_id, sequence)
      returning target_id, kind, object_id
    )
    insert into holdfast.outbox_lanes as lane (workspace_id, target_id, kind, object_id)
    select distinct ${tx.workspace}::uuid, target_id, kind, object_id from added order by target_id, kind, object_id
    on conflict (workspace_id, target_id, kind, object_id) do update set fence = lane.fence`);
};
