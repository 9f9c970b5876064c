import type { Timestamp } from '@holdfast/protocol/time';
import type { Workflow, WorkflowId, WorkflowNode } from '@holdfast/protocol/workflows/workflow';
import { sql } from 'kysely';
import type { InstanceRead, Read, Write } from '../../../platform/database/transaction.ts';
import type { WorkspaceId } from '@holdfast/protocol/ids';

const WORKFLOW = sql`
  w.workflow_id, w.patches, w.base_patches as folded, w.differing, w.first_time, w.last_time, w.updated_at, w.kept_from,
  (select count(*) from workflows.nodes n where n.workspace_id = w.workspace_id and n.workflow_id = w.workflow_id) as nodes`;

interface Wanted {
  readonly limit: number;
  readonly after: readonly [updatedAt: string, workflow: string] | undefined;
}

/** One more than the page has. */
export const listWorkflows = (tx: Read, { limit, after }: Wanted): Promise<Workflow[]> =>
  tx.many(sql<Workflow>`
    select ${WORKFLOW} from workflows.workflows w
     where w.workspace_id = ${tx.workspace}
       and (${after?.[0] ?? null}::timestamptz is null
            or (w.updated_at, w.workflow_id) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::text))
     order by w.updated_at desc, w.workflow_id desc limit ${limit + 1}`);

export const findWorkflow = (tx: Read, id: WorkflowId): Promise<Workflow | undefined> =>
  tx.maybe(sql<Workflow>`
    select ${WORKFLOW} from workflows.workflows w where w.workspace_id = ${tx.workspace} and w.workflow_id = ${id}`);

export const listNodes = (tx: Read, id: WorkflowId): Promise<WorkflowNode[]> =>
  tx.many(sql<WorkflowNode>`
    select node, patches, last_sequence, last_time from workflows.nodes
     where workspace_id = ${tx.workspace} and workflow_id = ${id} order by node`);

/** What was folded and is kept no more, and how much is kept. */
export interface Base {
  readonly base: string | null;
  readonly base_patches: number;
  readonly kept_from: Timestamp | null;
  readonly patches: number;
  readonly bytes: number;
}

export const findBase = (tx: Read, id: WorkflowId): Promise<Base | undefined> =>
  tx.maybe(sql<Base>`
    select base, base_patches, kept_from, patches, bytes from workflows.workflows
     where workspace_id = ${tx.workspace} and workflow_id = ${id}`);

/** A workflow while nobody else may change it. */
export interface Held {
  readonly patches: number;
  readonly bytes: number;
  /** Of what older patches left. */
  readonly base_bytes: number;
  readonly loose: number;
  readonly received: number;
  /** How far patches reach that are too old now. */
  readonly horizon: Timestamp;
}

const HELD = sql`w.patches, w.bytes, coalesce(octet_length(w.base), 0) as base_bytes, w.loose, w.received`;
const horizon = (keptDays: number) =>
  sql`greatest(w.kept_from, holdfast.now() - make_interval(days => ${keptDays}::integer)) as horizon`;

/** Makes it where there is none. */
export const holdOrMake = (tx: Write, id: WorkflowId, time: Timestamp, keptDays: number): Promise<Held> =>
  tx.one(sql<Held>`
    insert into workflows.workflows as w (workspace_id, workflow_id, first_time, last_time)
    values (${tx.workspace}, ${id}, ${time}::timestamptz, ${time}::timestamptz)
    on conflict (workspace_id, workflow_id) do update set workflow_id = excluded.workflow_id
    returning ${HELD}, ${horizon(keptDays)}`);

export const hold = (tx: Write, id: WorkflowId, keptDays: number): Promise<Held | undefined> =>
  tx.maybe(sql<Held>`
    select ${HELD}, ${horizon(keptDays)} from workflows.workflows w
     where w.workspace_id = ${tx.workspace} and w.workflow_id = ${id} for no key update`);

export interface Growth {
  readonly patches: number;
  readonly bytes: number;
  readonly loose: number;
  readonly differing: number;
  readonly firstTime: Timestamp;
  readonly lastTime: Timestamp;
}

export const grow = async (tx: Write, id: WorkflowId, by: Growth): Promise<void> => {
  await tx.run(sql`
    update workflows.workflows
       set patches = patches + ${by.patches}, bytes = bytes + ${by.bytes}, loose = loose + ${by.loose},
           received = received + ${by.patches}, differing = differing + ${by.differing}, updated_at = holdfast.now(),
           first_time = case when patches = 0 then ${by.firstTime}::timestamptz else least(first_time, ${by.firstTime}::timestamptz) end,
           last_time = case when patches = 0 then ${by.lastTime}::timestamptz else greatest(last_time, ${by.lastTime}::timestamptz) end
     where workspace_id = ${tx.workspace} and workflow_id = ${id}`);
};

export const countDiffering = async (tx: Write, id: WorkflowId, differing: number): Promise<void> => {
  await tx.run(sql`
    update workflows.workflows set differing = differing + ${differing}
     where workspace_id = ${tx.workspace} and workflow_id = ${id}`);
};

/** One that has nothing is none. */
export const removeIfEmpty = async (tx: Write, id: WorkflowId): Promise<boolean> =>
  (await tx.run(sql`
    delete from workflows.workflows w
     where w.workspace_id = ${tx.workspace} and w.workflow_id = ${id}
       and not exists (select from workflows.patches p where p.workspace_id = w.workspace_id and p.workflow_id = w.workflow_id)`)) >
  0;

/** Patches from before the horizon have become part of the base. */
export const moveBase = async (
  tx: Write,
  id: WorkflowId,
  moved: { readonly base: string; readonly patches: number; readonly bytes: number; readonly horizon: Timestamp },
): Promise<void> => {
  await tx.run(sql`
    update workflows.workflows w
       set base = ${moved.base}, base_patches = base_patches + ${moved.patches},
           patches = patches - ${moved.patches}, bytes = bytes - ${moved.bytes},
           kept_from = greatest(kept_from, ${moved.horizon}::timestamptz),
           first_time = coalesce((select min(p.time) from workflows.patches p
                                   where p.workspace_id = w.workspace_id and p.workflow_id = w.workflow_id), first_time)
     where workspace_id = ${tx.workspace} and workflow_id = ${id}`);
};

/** Counted anew: what no fold covers. */
export const countLoose = async (tx: Write, id: WorkflowId): Promise<void> => {
  await tx.run(sql`
    update workflows.workflows w
       set loose = patches - coalesce((select sum(f.patches) from workflows.folds f
                                        where f.workspace_id = w.workspace_id and f.workflow_id = w.workflow_id and f.level = 1), 0)
     where workspace_id = ${tx.workspace} and workflow_id = ${id}`);
};

export interface DueWorkflow {
  readonly workspace_id: WorkspaceId;
  readonly workflow_id: WorkflowId;
}

/** Of all workspaces. */
export const dueWorkflows = (tx: InstanceRead, keptDays: number, most: number): Promise<DueWorkflow[]> =>
  tx.many(sql<DueWorkflow>`
    select * from workflows.due_workflows(make_interval(days => ${keptDays}::integer), ${most}::integer)`);

interface Limits {
  readonly latest: Timestamp;
  readonly horizon: Timestamp;
}

/** Which times are taken now, by the clock of the database. */
export const readLimits = (tx: Read, aheadMs: number, keptDays: number): Promise<Limits> =>
  tx.one(sql<Limits>`
    select holdfast.now() + make_interval(secs => ${aheadMs}::double precision / 1000) as latest,
           holdfast.now() - make_interval(days => ${keptDays}::integer) as horizon`);
