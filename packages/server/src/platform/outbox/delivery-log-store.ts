import type { DeliveryProgress, DeliveryState } from '@holdfast/protocol/webhooks/delivery-progress';
import type { DeliveryId } from '@holdfast/protocol/webhooks/ids';
import { sql } from 'kysely';
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

/** The latest event first, one more than the page has. */
export const listDeliveries = (
  tx: Read,
  target: string,
  { state, after, limit }: DeliveriesWanted,
): Promise<LoggedDelivery[]> =>
  tx.many(sql<LoggedDelivery>`
    select ${DELIVERY} from holdfast.outbox_deliveries d ${EVENT}
     where d.workspace_id = ${tx.workspace} and d.target_id = ${target}
       and (${state ?? null}::text is null or d.state = ${state ?? null})
       and (${after ?? null}::uuid is null or d.event_id < ${after ?? null}::uuid)
     order by d.event_id desc limit ${limit + 1}`);

export const findDelivery = (tx: Read, target: string, event: string): Promise<WholeDelivery | undefined> =>
  tx.maybe(sql<WholeDelivery>`
    select ${DELIVERY}, e.data, e.created_at as told_at from holdfast.outbox_deliveries d ${EVENT}
     where d.workspace_id = ${tx.workspace} and d.target_id = ${target} and d.event_id = ${event}`);

export const toldOf = ({ id, type, kind, object_id, sequence, told_at, data }: WholeDelivery): ToldEvent => ({
  id,
  type,
  object: { kind, id: object_id },
  sequence,
  time: told_at,
  data,
});
