import type { DecisionId } from '@holdfast/protocol/decisions/ids';
import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { SpanId, TraceId } from '@holdfast/protocol/traces/ids';
import { sql } from 'kysely';
import type { Actor } from '../../../platform/audit/act.ts';
import type { InstanceRead, Read, Write } from '../../../platform/database/transaction.ts';
import type { ActorKind } from '../store/actor.ts';

/** An entry of the audit trail about a decision that was asked for within a trace. */
export interface TrailedAct {
  readonly id: string;
  /** Milliseconds since 1970, as exactly as the database has them. */
  readonly at_ms: number;
  readonly action: string;
  readonly decision_id: DecisionId;
  readonly kind: string;
  readonly trace_id: TraceId;
  /** Of whoever asked. */
  readonly span_id: SpanId | null;
  readonly asked_ms: number;
  /** Of what is no step of the decision, as the trail has it. */
  readonly actor_kind: ActorKind | Actor['kind'];
  readonly level: number;
  readonly revision: number;
  /** Of the request that did it. */
  readonly request_trace_id: string | null;
  readonly caller_span: string | null;
}

/** How far a workspace is told, and how far its chain goes: numbers of entries. */
export interface Places {
  readonly told: number;
  readonly head: number;
}

export const findUntold = async (tx: InstanceRead, most: number): Promise<readonly WorkspaceId[]> =>
  (await tx.many(sql<{ workspace: WorkspaceId }>`select decisions.untold(${most}::integer) as workspace`)).map(
    ({ workspace }) => workspace,
  );

export const readPlaces = (tx: Read): Promise<Places> =>
  tx.one(sql<Places>`
    select coalesce((select t.number from decisions.told t where t.workspace_id = ${tx.workspace}), 0) as told,
           coalesce((select h.number from holdfast.audit_heads h where h.workspace_id = ${tx.workspace}), 0) as head`);

/** In the order of the chain, which is that in which they were done. */
export const listTrailed = (tx: Read, { told, head }: Places): Promise<TrailedAct[]> =>
  tx.many(sql<TrailedAct>`
    with entry as (
      select e.id, e.number, e.at, e.action, e.actor_kind, e.trace_id, e.facts,
             case when e.object_kind = 'decision' then e.object_id::uuid end as decision_id
        from holdfast.audit_entries e
       where e.workspace_id = ${tx.workspace} and e.number > ${told} and e.number <= ${head} and e.object_kind = 'decision')
    select e.id, (extract(epoch from e.at) * 1000)::double precision as at_ms, e.action, d.id as decision_id, d.kind, d.trace_id,
           d.span_id, (extract(epoch from d.created_at) * 1000)::double precision as asked_ms, coalesce(s.actor_kind, e.actor_kind) as actor_kind,
           coalesce(s.level, d.level) as level, coalesce(s.revision, d.revision) as revision,
           e.trace_id as request_trace_id, e.facts ->> 'caller_span' as caller_span
      from entry e
      join decisions.decisions d on d.workspace_id = ${tx.workspace} and d.id = e.decision_id
      left join decisions.steps s
        on s.workspace_id = ${tx.workspace} and s.decision_id = e.decision_id and s.number = (e.facts ->> 'step')::integer
     where d.trace_id is not null
     order by e.number`);

/** Never back: another node may have told more meanwhile. */
export const moveTold = async (tx: Write, number: number): Promise<void> => {
  await tx.run(sql`
    insert into decisions.told as t (workspace_id, number) values (${tx.workspace}, ${number})
    on conflict (workspace_id) do update set number = greatest(t.number, excluded.number)`);
};
