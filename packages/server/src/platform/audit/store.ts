import type { AuditAction } from '@holdfast/protocol/audit/actions';
import type { WorkspaceId } from '@holdfast/protocol/ids';
import { sql } from 'kysely';
import type { InstanceDb } from '../database/database.ts';
import type { Read, Write } from '../database/transaction.ts';
import type { Act } from './act.ts';

export interface NewEntry extends Act {
  readonly id: string;
  readonly salt: Buffer;
  readonly traceId: string | undefined;
}

export const addEntry = async (
  tx: Write,
  { id, action, actor, object, facts = {}, personal, salt, traceId }: NewEntry,
): Promise<void> => {
  const digest =
    personal === undefined
      ? sql`null`
      : sql`holdfast.personal_digest(${salt}::bytea, ${personal.address}::text, ${personal.agent}::text)`;
  const entry = sql`
    insert into holdfast.audit_entries
      (workspace_id, id, at, action, actor_kind, actor_id, object_kind, object_id, facts, personal_digest, trace_id)
    values (${tx.workspace}, ${id}, holdfast.now(), ${action}, ${actor.kind}, ${actor.id}, ${object?.kind ?? null},
            ${object?.id ?? null}, ${JSON.stringify(facts)}::jsonb, ${digest}, ${traceId ?? null})`;
  if (personal === undefined) return void (await tx.run(entry));
  // in one statement: an act costs its transaction one way to the database
  await tx.run(sql`
    with entry as (${entry})
    insert into holdfast.audit_personal (workspace_id, entry_id, account_id, salt, address, agent)
    values (${tx.workspace}, ${id}, ${personal.account ?? null}, ${salt}::bytea, ${personal.address}, ${personal.agent})`);
};

/** Puts entries into the chain, and tells how many. */
export const sealEntries = async (db: InstanceDb, workspace: WorkspaceId, most: number): Promise<number> => {
  const [row] = await db.alone(sql<{ sealed: number }>`select holdfast.seal_audit(${workspace}, ${most}) as sealed`);
  return row?.sealed ?? 0;
};

export const findUnsealed = async (db: InstanceDb, most: number): Promise<WorkspaceId[]> =>
  (await db.alone(sql<{ workspace: WorkspaceId }>`select holdfast.audit_unsealed(${most}) as workspace`)).map(
    ({ workspace }) => workspace,
  );

export interface Head {
  readonly workspace: WorkspaceId;
  readonly number: number;
  readonly hash: string;
}

export const readHeads = (db: InstanceDb, workspaces: readonly WorkspaceId[]): Promise<Head[]> =>
  db.alone(
    sql<Head>`select workspace_id as workspace, number, hash from holdfast.audit_heads_of(${[...workspaces]}::uuid[])`,
  );

export const readUnsealedSeconds = async (db: InstanceDb): Promise<number> =>
  (await db.alone(sql<{ seconds: number }>`select holdfast.audit_unsealed_seconds() as seconds`))[0]?.seconds ?? 0;

/** Whether somebody did this within the last hour. */
export const didLately = async (tx: Read, actor: string, action: AuditAction): Promise<boolean> =>
  (
    await tx.one(sql<{ did: boolean }>`
      select exists (select from holdfast.audit_entries e
                      where e.workspace_id = ${tx.workspace} and e.actor_id = ${actor} and e.action = ${action}
                        and e.at > holdfast.now() - interval '1 hour') as did`)
  ).did;
