import type { DecisionId } from '@holdfast/protocol/decisions/ids';
import { sql } from 'kysely';
import type { Read, Write } from '../../../platform/database/transaction.ts';

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
