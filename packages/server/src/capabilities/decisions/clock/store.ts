import type { DecisionId } from '@holdfast/protocol/decisions/ids';
import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { Timestamp } from '@holdfast/protocol/time';
import { sql } from 'kysely';
import type { InstanceRead, Write } from '../../../platform/database/transaction.ts';
import { findDecision, type StoredDecision } from '../store/decisions.ts';

export interface DueDecision {
  readonly workspace_id: WorkspaceId;
  readonly decision_id: DecisionId;
  readonly since: Timestamp;
}

/** Of all workspaces, those whose time has come behind this one, the longest ago first. */
export const dueDecisions = (tx: InstanceRead, most: number, behind: DueDecision | undefined): Promise<DueDecision[]> =>
  tx.many(sql<DueDecision>`
    select workspace_id, decision_id, since
      from decisions.due(${most}::integer, ${behind?.since ?? null}::timestamptz, ${behind?.decision_id ?? null}::uuid)`);

/** While nobody else may change it; undefined where somebody else has it at the moment. */
export const holdIfFree = async (tx: Write, id: DecisionId): Promise<StoredDecision | undefined> => {
  const isFree = await tx.maybe(
    sql`select from decisions.decisions where workspace_id = ${tx.workspace} and id = ${id} for update skip locked`,
  );
  // read by a statement of its own: what stands in other tables is then as whoever held it before has left it
  return isFree === undefined ? undefined : findDecision(tx, id);
};
