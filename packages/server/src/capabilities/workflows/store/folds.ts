import type { Timestamp } from '@holdfast/protocol/time';
import type { PatchPlace, WorkflowId } from '@holdfast/protocol/workflows/workflow';
import { sql } from 'kysely';
import type { Read, Write } from '../../../platform/database/transaction.ts';
import { placeOf, type Stretch } from './patches.ts';

export interface Fold extends Stretch {
  /** From 1, which is made of patches. */
  readonly level: number;
  readonly patches: number;
  /** What it does is kept, and need not be asked of the level before. */
  readonly isKept: boolean;
}

interface FoldRow {
  readonly level: number;
  readonly after_time: Timestamp;
  readonly after_node: string;
  readonly after_sequence: number;
  readonly through_time: Timestamp;
  readonly through_node: string;
  readonly through_sequence: number;
  readonly patches: number;
  readonly is_kept: boolean;
}

const AFTER = sql`(after_time, after_node, after_sequence)`;
const THROUGH = sql`(through_time, through_node, through_sequence)`;

/** All that lie before a place, in their order, without what they do. */
export const foldsUpTo = async (tx: Read, id: WorkflowId, through: PatchPlace): Promise<Fold[]> => {
  const rows = await tx.many(sql<FoldRow>`
    select level, after_time, after_node, after_sequence, through_time, through_node, through_sequence, patches,
           effect is not null as is_kept
      from workflows.folds
     where workspace_id = ${tx.workspace} and workflow_id = ${id} and ${THROUGH} <= ${placeOf(through)}
     order by level, through_time, through_node, through_sequence`);
  return rows.map((row) => ({
    level: row.level,
    after: { time: row.after_time, node: row.after_node, sequence: row.after_sequence },
    through: { time: row.through_time, node: row.through_node, sequence: row.through_sequence },
    patches: row.patches,
    isKept: row.is_kept,
  }));
};

/** What these folds do, in the order of their stretches. */
export const effectsOf = async (tx: Read, id: WorkflowId, folds: readonly Fold[]): Promise<string[]> =>
  (
    await tx.many(sql<{ effect: string }>`
      select f.effect
        from unnest(${folds.map(({ level }) => level)}::smallint[], ${folds.map((one) => one.through.time)}::timestamptz[],
                    ${folds.map((one) => one.through.node)}::text[], ${folds.map((one) => one.through.sequence)}::bigint[])
             as wanted (level, time, node, sequence)
        join workflows.folds f
          on f.workspace_id = ${tx.workspace} and f.workflow_id = ${id} and f.level = wanted.level
         and f.through_time = wanted.time and f.through_node = wanted.node collate "C" and f.through_sequence = wanted.sequence
       order by f.through_time, f.through_node, f.through_sequence`)
  ).map(({ effect }) => effect);

export const insertFold = async (
  tx: Write,
  id: WorkflowId,
  { level, after, through, patches, effect }: Omit<Fold, 'isKept'> & { readonly effect: string | null },
): Promise<void> => {
  await tx.run(sql`
    insert into workflows.folds (workspace_id, workflow_id, level, after_time, after_node, after_sequence,
                                 through_time, through_node, through_sequence, patches, effect)
    values (${tx.workspace}, ${id}, ${level}, ${after.time}::timestamptz, ${after.node}, ${after.sequence},
            ${through.time}::timestamptz, ${through.node}, ${through.sequence}, ${patches}, ${effect})`);
};

/** Takes away those into whose stretch one of these patches comes; the first of them is given. Tells how many patches lost their fold. */
export const removeHit = async (
  tx: Write,
  id: WorkflowId,
  first: PatchPlace,
  patches: readonly PatchPlace[],
): Promise<number> => {
  const { covered } = await tx.one(sql<{ covered: number }>`
    with hit as (
      delete from workflows.folds f
       where f.workspace_id = ${tx.workspace} and f.workflow_id = ${id} and ${THROUGH} >= ${placeOf(first)}
         and exists (
           select from unnest(${patches.map(({ time }) => time)}::timestamptz[], ${patches.map(({ node }) => node)}::text[],
                              ${patches.map(({ sequence }) => sequence)}::bigint[]) as p (time, node, sequence)
            where ${AFTER} < (p.time, p.node collate "C", p.sequence)
              and (p.time, p.node collate "C", p.sequence) <= ${THROUGH})
      returning f.patches, f.level)
    select coalesce(sum(patches) filter (where level = 1), 0)::bigint as covered from hit`);
  return covered;
};

/** Those that begin before a place. */
export const removeBefore = async (tx: Write, id: WorkflowId, place: PatchPlace): Promise<void> => {
  await tx.run(sql`
    delete from workflows.folds
     where workspace_id = ${tx.workspace} and workflow_id = ${id} and ${AFTER} < ${placeOf(place)}`);
};
