import type { DeliveryProgress, DeliveryState, TargetProgress } from '@holdfast/protocol/webhooks/delivery-progress';
import type { DeliveryId } from '@holdfast/protocol/webhooks/ids';
import { sql, type RawBuilder } from 'kysely';
import type { Read } from '../database/transaction.ts';
import type { ToldEvent } from './event.ts';

/** A delivery as its log has it. */
export interface LoggedDelivery extends DeliveryProgress {
  readonly id: DeliveryId;
  readonly type: string;
  readonly kind: string;
  readonly object_id: string;
  readonly sequence: number;
}

export interface WholeDelivery extends LoggedDelivery {
  readonly told_at: string;
  readonly data: unknown;
}

/** What the log shows of a delivery `d` and its event `e`. */
export const DELIVERY = sql`
  d.event_id as id, e.type, d.kind, d.object_id, d.sequence, d.state, d.attempts, d.status, d.error, d.created_at, d.ended_at,
  -- of a lane only the first one that waits is tried
  (select lane.due_at from holdfast.outbox_lanes lane
    where lane.workspace_id = d.workspace_id and lane.target_id = d.target_id and lane.kind = d.kind
      and lane.object_id = d.object_id and lane.state = 'later' and d.state = 'waiting'
      and not exists (
        select from holdfast.outbox_deliveries before
         where before.workspace_id = d.workspace_id and before.target_id = d.target_id and before.kind = d.kind
           and before.object_id = d.object_id and before.state = 'waiting' and before.sequence < d.sequence)) as next_attempt_at`;

export const EVENT = sql`join holdfast.outbox_events e on e.workspace_id = d.workspace_id and e.id = d.event_id`;

export interface DeliveriesWanted {
  readonly state: DeliveryState | undefined;
  readonly after: string | undefined;
  readonly limit: number;
}

/** Written out, so that the planner knows that the index of the dead has them all. */
export const isInState = (state: DeliveryState | undefined): RawBuilder<unknown> =>
  state === undefined ? sql`` : sql`and d.state = ${sql.lit(state)}`;

/** The latest event first, one more than the page has. */
export const listDeliveries = (
  tx: Read,
  target: string,
  { state, after, limit }: DeliveriesWanted,
): Promise<LoggedDelivery[]> =>
  tx.many(sql<LoggedDelivery>`
    select ${DELIVERY}
      -- the page first, by the index of the target, and only then its events
      from (select d.* from holdfast.outbox_deliveries d
             where d.workspace_id = ${tx.workspace} and d.target_id = ${target} ${isInState(state)}
               and (${after ?? null}::uuid is null or d.event_id < ${after ?? null}::uuid)
             order by d.event_id desc limit ${limit + 1}) d ${EVENT}
     order by d.event_id desc`);

export const findDelivery = (tx: Read, target: string, event: string): Promise<WholeDelivery | undefined> =>
  tx.maybe(sql<WholeDelivery>`
    select ${DELIVERY}, e.data, e.created_at as told_at from holdfast.outbox_deliveries d ${EVENT}
     where d.workspace_id = ${tx.workspace} and d.target_id = ${target} and d.event_id = ${event}`);

/** How telling a target stands, all in all. */
export interface Standing {
  readonly target_id: string;
  readonly waiting: number;
  readonly dead: number;
  /** Of the latest event that was tried. */
  readonly last: TargetProgress['last'];
}

/** Those of all targets at once; each count is a walk over an index that has nothing else. */
export const readStandings = (tx: Read, targets: readonly string[]): Promise<Standing[]> =>
  tx.many(sql<Standing>`
    select of.target_id, waiting.count as waiting, dead.count as dead, tried.last
      from unnest(${targets}::uuid[]) as of (target_id)
     cross join lateral (
       select count(*) from holdfast.outbox_deliveries d
        where d.workspace_id = ${tx.workspace} and d.target_id = of.target_id and d.state = 'waiting') as waiting
     cross join lateral (
       select count(*) from holdfast.outbox_deliveries d
        where d.workspace_id = ${tx.workspace} and d.target_id = of.target_id and d.state = 'dead') as dead
      left join lateral (
       select jsonb_build_object('state', d.state, 'status', d.status, 'error', d.error) as last
         from holdfast.outbox_deliveries d
        where d.workspace_id = ${tx.workspace} and d.target_id = of.target_id and d.attempts > 0
        order by d.event_id desc limit 1) as tried on true`);

export const progressOf = (logged: LoggedDelivery): DeliveryProgress => ({
  state: logged.state,
  attempts: logged.attempts,
  status: logged.status,
  error: logged.error,
  created_at: logged.created_at,
  next_attempt_at: logged.next_attempt_at,
  ended_at: logged.ended_at,
});

export const toldOf = ({ id, type, kind, object_id, sequence, told_at, data }: WholeDelivery): ToldEvent => ({
  id,
  type,
  object: { kind, id: object_id },
  sequence,
  time: told_at,
  data,
});
