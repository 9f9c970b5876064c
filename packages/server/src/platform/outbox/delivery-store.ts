import type { WorkspaceId } from '@holdfast/protocol/ids';
import { sql } from 'kysely';
import type { Database } from '../database/database.ts';
import type { Write } from '../database/transaction.ts';

/** A lane that this node has, with the first delivery that waits in it. */
export interface ClaimedLane {
  readonly workspace_id: WorkspaceId;
  readonly target_id: string;
  readonly kind: string;
  readonly object_id: string;
  readonly fence: number;
  /** Null when nothing waits in it. */
  readonly event_id: string | null;
  readonly sequence: number;
  readonly type: string;
  readonly data: unknown;
  readonly created_at: string;
  readonly traceparent: string | null;
  /** Failed tries so far. */
  readonly attempts: number;
  readonly age_ms: number;
  readonly waited_ms: number;
}

export interface LaneClaim {
  readonly node: string;
  /** Behind the workspace and target that were served last. */
  readonly after: readonly [workspace: string, target: string];
  /** Which have as many requests under way as they may have. */
  readonly fullWorkspaces: readonly string[];
  readonly fullTargets: readonly string[];
  readonly most: number;
  readonly mostOfTarget: number;
}

/** What became of the first delivery of a lane. */
export interface Became {
  readonly state: 'done' | 'dead' | 'dropped' | 'waiting';
  readonly attempts: number;
  readonly status: number | undefined;
  readonly error: string | undefined;
  /** Until the lane is looked at again, where the delivery still waits. */
  readonly waitMs: number;
}

export const claimLanes = (
  database: Database,
  { node, after, fullWorkspaces, fullTargets, most, mostOfTarget }: LaneClaim,
): Promise<ClaimedLane[]> =>
  database.forInstance().write((tx) =>
    tx.many(sql<ClaimedLane>`
      select * from holdfast.claim_outbox_lanes(${node}, ${after[0]}, ${after[1]}, ${fullWorkspaces}::uuid[],
        ${fullTargets}::uuid[], ${most}::integer, ${mostOfTarget}::integer)`),
  );

/**
 * Holds the lane until the transaction ends. False when another node has it by now: then nothing may be said about it.
 * Nobody waits for the disk: what a crash of the database takes back is sent again, which it might be anyway.
 */
export const holdLane = async (tx: Write, node: string, lane: ClaimedLane): Promise<boolean> => {
  const held = await tx.many(sql`
    select set_config('synchronous_commit', 'off', true) from holdfast.outbox_lanes
     where ${isLane(tx, lane)} and state = 'claimed' and node_id = ${node} and fence = ${lane.fence} for update`);
  return held.length === 1;
};

export const endDelivery = async (
  tx: Write,
  { event_id, target_id }: ClaimedLane,
  { state, attempts, status, error }: Became,
): Promise<void> => {
  await tx.run(sql`
    update holdfast.outbox_deliveries
       set state = ${state}, attempts = ${attempts}, status = ${status ?? null}, error = ${error ?? null},
           ended_at = case when ${state} = 'waiting' then null else holdfast.now() end
     where workspace_id = ${tx.workspace} and event_id = ${event_id} and target_id = ${target_id}`);
};

/** Goes on at once with what waits behind, or closes the lane. Runs after `holdLane`, so that it sees what was added meanwhile. */
export const passOn = async (tx: Write, lane: ClaimedLane): Promise<void> => {
  await tx.run(sql`
    with next as (
      update holdfast.outbox_lanes set state = 'due', due_at = holdfast.now(), node_id = null
       where ${isLane(tx, lane)} and exists (
         select from holdfast.outbox_deliveries as delivery
          where delivery.workspace_id = ${tx.workspace} and delivery.target_id = ${lane.target_id}
            and delivery.kind = ${lane.kind} and delivery.object_id = ${lane.object_id} and delivery.state = 'waiting')
      returning 1
    )
    delete from holdfast.outbox_lanes where ${isLane(tx, lane)} and not exists (select from next)`);
};

export const putOff = async (tx: Write, lane: ClaimedLane, waitMs: number): Promise<void> => {
  await tx.run(sql`
    update holdfast.outbox_lanes
       set state = case when ${waitMs}::float8 > 0 then 'later' else 'due' end, node_id = null,
           due_at = holdfast.now() + make_interval(secs => ${waitMs}::float8 / 1000.0)
     where ${isLane(tx, lane)}`);
};

const isLane = (tx: Write, { target_id, kind, object_id }: ClaimedLane) =>
  sql`workspace_id = ${tx.workspace} and target_id = ${target_id} and kind = ${kind} and object_id = ${object_id}`;
