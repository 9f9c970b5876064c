import type { Timestamp } from '@holdfast/protocol/time';
import type { PatchPlace, WorkflowId } from '@holdfast/protocol/workflows/workflow';
import { sql } from 'kysely';
import type { Read, Write } from '../../../platform/database/transaction.ts';

/** A patch as it is kept, up to what the database adds. */
export interface StoredPatch extends PatchPlace {
  readonly patch: string;
  readonly trace_id: string | null;
  readonly span_id: string | null;
}

export type KeptPatch = StoredPatch & { readonly received: number; readonly received_at: Timestamp };

/** Those of these that are there already. */
export const findSame = (tx: Read, id: WorkflowId, patches: readonly PatchPlace[]): Promise<StoredPatch[]> =>
  tx.many(sql<StoredPatch>`
    select found.* from unnest(${patches.map(({ node }) => node)}::text[], ${patches.map(({ sequence }) => sequence)}::bigint[])
             as wanted (node, sequence)
     cross join lateral (
       -- one look into the index for each: a join would read the whole workflow
       select p.time, p.node, p.sequence, p.patch, p.trace_id, p.span_id from workflows.patches p
        where p.workspace_id = ${tx.workspace} and p.workflow_id = ${id}
          and p.node = wanted.node collate "C" and p.sequence = wanted.sequence
        limit 1) as found`);

/** Their numbers go on after the last one that was received. */
export const insertPatches = async (
  tx: Write,
  id: WorkflowId,
  received: number,
  patches: readonly StoredPatch[],
): Promise<void> => {
  const column = <Key extends keyof StoredPatch>(key: Key): StoredPatch[Key][] => patches.map((patch) => patch[key]);
  await tx.run(sql`
    insert into workflows.patches (workspace_id, workflow_id, node, sequence, time, patch, trace_id, span_id, received)
    select ${tx.workspace}::uuid, ${id}, p.node, p.sequence, p.time, p.patch, p.trace_id, p.span_id, ${received}::bigint + p.place
      from unnest(${column('node')}::text[], ${column('sequence')}::bigint[], ${column('time')}::timestamptz[],
                  ${column('patch')}::text[], ${column('trace_id')}::text[], ${column('span_id')}::text[])
           with ordinality as p (node, sequence, time, patch, trace_id, span_id, place)`);
};

/** Gives how many nodes patch the workflow now. */
export const countByNode = async (tx: Write, id: WorkflowId, patches: readonly PatchPlace[]): Promise<number> => {
  await tx.run(sql`
    insert into workflows.nodes as n (workspace_id, workflow_id, node, patches, last_sequence, last_time)
    select ${tx.workspace}::uuid, ${id}, p.node, count(*), max(p.sequence), max(p.time)
      from unnest(${patches.map(({ node }) => node)}::text[], ${patches.map(({ sequence }) => sequence)}::bigint[],
                  ${patches.map(({ time }) => time)}::timestamptz[]) as p (node, sequence, time)
     group by p.node
    on conflict (workspace_id, workflow_id, node) do update
       set patches = n.patches + excluded.patches, last_sequence = greatest(n.last_sequence, excluded.last_sequence),
           last_time = greatest(n.last_time, excluded.last_time)`);
  const { nodes } = await tx.one(sql<{ nodes: number }>`
    select count(*) as nodes from workflows.nodes where workspace_id = ${tx.workspace} and workflow_id = ${id}`);
  return nodes;
};

const PLACE = sql`(time, node, sequence)`;
/** As columns of a place are compared with it. */
export const placeOf = ({ time, node, sequence }: PatchPlace) =>
  sql`(${time}::timestamptz, ${node}::text collate "C", ${sequence}::bigint)`;

export interface Wanted {
  readonly limit: number;
  readonly order: 'oldest' | 'newest';
  readonly node: string | undefined;
  readonly after: PatchPlace | undefined;
}

/** One more than the page has. */
export const listPatches = (tx: Read, id: WorkflowId, wanted: Wanted): Promise<KeptPatch[]> => {
  const { limit, order, node, after } = wanted;
  const from =
    after === undefined ? sql`true` : sql`${PLACE} ${order === 'oldest' ? sql`>` : sql`<`} ${placeOf(after)}`;
  const by = order === 'oldest' ? sql`time, node, sequence` : sql`time desc, node desc, sequence desc`;
  return tx.many(sql<KeptPatch>`
    select time, node, sequence, patch, trace_id, span_id, received, received_at from workflows.patches
     where workspace_id = ${tx.workspace} and workflow_id = ${id} and ${from}
       and (${node ?? null}::text is null or node = ${node ?? null}::text collate "C")
     order by ${by} limit ${limit + 1}`);
};

export interface Stretch {
  readonly after: PatchPlace;
  readonly through: PatchPlace;
}

/** The first of a stretch, in the order in which they are folded. */
export const patchesIn = (
  tx: Read,
  id: WorkflowId,
  { after, through }: Stretch,
  most: number,
): Promise<(PatchPlace & { readonly patch: string })[]> =>
  tx.many(sql<PatchPlace & { patch: string }>`
    select time, node, sequence, patch from workflows.patches
     where workspace_id = ${tx.workspace} and workflow_id = ${id}
       and ${PLACE} > ${placeOf(after)} and ${PLACE} <= ${placeOf(through)}
     order by time, node, sequence limit ${most}`);

export const lastUpTo = (tx: Read, id: WorkflowId, through: PatchPlace): Promise<PatchPlace | undefined> =>
  tx.maybe(sql<PatchPlace>`
    select time, node, sequence from workflows.patches
     where workspace_id = ${tx.workspace} and workflow_id = ${id} and ${PLACE} <= ${placeOf(through)}
     order by time desc, node desc, sequence desc limit 1`);

export const removeUpTo = async (tx: Write, id: WorkflowId, through: PatchPlace): Promise<void> => {
  await tx.run(sql`
    delete from workflows.patches
     where workspace_id = ${tx.workspace} and workflow_id = ${id} and ${PLACE} <= ${placeOf(through)}`);
};
