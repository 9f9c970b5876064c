import { sql } from 'kysely';
import type { Read } from '../../../platform/database/transaction.ts';

/** An entry of the audit trail about a decision. */
export interface EntryOfStep {
  readonly id: string;
  readonly decision: string;
  readonly step: number;
  readonly sha256: string;
}

export interface ReasonOfEntry {
  readonly id: string;
  readonly reason: string;
}

export const listReasons = (tx: Read, entries: readonly EntryOfStep[]): Promise<ReasonOfEntry[]> =>
  tx.many(sql<ReasonOfEntry>`
    select entry.id, s.reason
      from unnest(${entries.map(({ id }) => id)}::uuid[], ${entries.map(({ decision }) => decision)}::uuid[],
                  ${entries.map(({ step }) => step)}::integer[]) as entry (id, decision, step)
      join decisions.steps s
        on s.workspace_id = ${tx.workspace} and s.decision_id = entry.decision and s.number = entry.step
     where s.reason is not null`);
