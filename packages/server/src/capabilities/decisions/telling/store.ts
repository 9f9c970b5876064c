import type { DecisionId } from '@holdfast/protocol/decisions/ids';
import { sql } from 'kysely';
import type { Read } from '../../../platform/database/transaction.ts';
import { SUMMARY, type StoredSummary } from '../store/decisions.ts';

export interface SummaryNow extends StoredSummary {
  /** Until its deadline. */
  readonly left_ms: number;
}

export const readSummaries = (tx: Read, ids: readonly DecisionId[]): Promise<SummaryNow[]> =>
  tx.many(sql<SummaryNow>`
    select ${SUMMARY}, extract(epoch from d.deadline_at - holdfast.now())::double precision * 1000 as left_ms
      from decisions.decisions d
     where d.workspace_id = ${tx.workspace} and d.id = any (${[...ids]}::uuid[])`);
