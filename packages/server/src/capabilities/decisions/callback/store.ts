import type { DecisionStatus } from '@holdfast/protocol/decisions/decision';
import type { DecisionId } from '@holdfast/protocol/decisions/ids';
import { sql } from 'kysely';
import type { Read, Write } from '../../../platform/database/transaction.ts';
import {
  DELIVERY,
  EVENT,
  isInState,
  type DeliveriesWanted,
  type LoggedDelivery,
} from '../../../platform/outbox/delivery-log-store.ts';

export interface StoredCallback {
  readonly decision_id: DecisionId;
  readonly url: string;
  readonly sealed_secret: string;
}

export const insertCallback = async (tx: Write, { decision_id, url, sealed_secret }: StoredCallback): Promise<void> => {
  await tx.run(sql`
    insert into decisions.callbacks (workspace_id, decision_id, url, sealed_secret)
    values (${tx.workspace}, ${decision_id}, ${url}, ${sealed_secret})`);
};

export const listCallbacks = (tx: Read, decisions: readonly string[]): Promise<StoredCallback[]> =>
  tx.many(sql<StoredCallback>`
    select decision_id, url, sealed_secret from decisions.callbacks
     where workspace_id = ${tx.workspace} and decision_id = any (${decisions}::uuid[])`);

/** Where a decision is told, and enough of it to know which it is. */
export interface CallbackOf {
  readonly decision_id: DecisionId;
  readonly url: string;
  readonly decision_kind: string;
  readonly title: string;
  readonly decision_status: DecisionStatus;
}

const CALLBACK = sql`c.decision_id, c.url, of.kind as decision_kind, of.title, of.status as decision_status`;
const OF = sql`join decisions.decisions of on of.workspace_id = c.workspace_id and of.id = c.decision_id`;

export const findCallback = (tx: Read, id: DecisionId): Promise<CallbackOf | undefined> =>
  tx.maybe(sql<CallbackOf>`
    select ${CALLBACK} from decisions.callbacks c ${OF} where c.workspace_id = ${tx.workspace} and c.decision_id = ${id}`);

/** The latest outcome first, one more than the page has. */
export const listCallbackDeliveries = (
  tx: Read,
  { state, after, limit }: DeliveriesWanted,
): Promise<(CallbackOf & LoggedDelivery)[]> =>
  tx.many(sql<CallbackOf & LoggedDelivery>`
    select ${DELIVERY}, ${CALLBACK}
      from (select d.* from holdfast.outbox_deliveries d
              join decisions.callbacks c on c.workspace_id = d.workspace_id and c.decision_id = d.target_id
             where d.workspace_id = ${tx.workspace} ${isInState(state)}
               and (${after ?? null}::uuid is null or d.event_id < ${after ?? null}::uuid)
             order by d.event_id desc limit ${limit + 1}) d ${EVENT}
      join decisions.callbacks c on c.workspace_id = d.workspace_id and c.decision_id = d.target_id ${OF}
     order by d.event_id desc`);
