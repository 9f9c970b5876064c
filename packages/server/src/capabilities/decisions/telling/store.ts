import type { DecisionId } from '@holdfast/protocol/decisions/ids';
import { sql } from 'kysely';
import type { Read } from '../../../platform/database/transaction.ts';
import { SUMMARY, type StoredSummary } from '../store/decisions.ts';

export const readSummaries = (tx: Read, ids: readonly DecisionId[]): Promise<StoredSummary[]> =>
  tx.many(sql<StoredSummary>`
    select ${SUMMARY} from decisions.decisions d
     where d.workspace_id = ${tx.workspace} and d.id = any (${[...ids]}::uuid[])`);
