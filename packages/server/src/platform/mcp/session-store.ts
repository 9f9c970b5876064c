import type { PrincipalId } from '@holdfast/protocol/ids';
import { sql } from 'kysely';
import type { Read, Write } from '../database/transaction.ts';

export interface StoredSession {
  readonly protocol_version: string;
  /** Not noted for an hour. */
  readonly is_due: boolean;
}

export interface NewSession {
  readonly id: string;
  readonly principal: PrincipalId;
  readonly version: string;
}

export const insertSession = (tx: Write, { id, principal, version }: NewSession): Promise<unknown> =>
  tx.run(sql`
    insert into mcp.sessions (workspace_id, id, principal_id, protocol_version)
    values (${tx.workspace}, ${id}, ${principal}, ${version})`);

/** Of one principal only so many: those that were used longest ago give way. */
export const endOldest = (tx: Write, principal: PrincipalId, most: number): Promise<unknown> =>
  tx.run(sql`
    delete from mcp.sessions
     where workspace_id = ${tx.workspace} and id in (
       select id from mcp.sessions where workspace_id = ${tx.workspace} and principal_id = ${principal}
        order by seen_at desc, id desc offset ${most})`);

export const findSession = (tx: Read, id: string, principal: PrincipalId): Promise<StoredSession | undefined> =>
  tx.maybe(sql<StoredSession>`
    select protocol_version, seen_at < holdfast.now() - interval '1 hour' as is_due from mcp.sessions
     where workspace_id = ${tx.workspace} and id = ${id} and principal_id = ${principal}`);

export const noteUse = (tx: Write, id: string): Promise<unknown> =>
  tx.run(sql`update mcp.sessions set seen_at = holdfast.now() where workspace_id = ${tx.workspace} and id = ${id}`);

/** Whether there was one. */
export const deleteSession = async (tx: Write, id: string, principal: PrincipalId): Promise<boolean> =>
  (await tx.maybe(sql<{ id: string }>`
    delete from mcp.sessions where workspace_id = ${tx.workspace} and id = ${id} and principal_id = ${principal}
    returning id`)) !== undefined;

const KEPT_FOR = '7 days';

export const sweepSessions = async (tx: Write, most: number): Promise<number> =>
  (await tx.one(sql<{ swept: number }>`select mcp.sweep_sessions(${KEPT_FOR}::interval, ${most}::integer) as swept`))
    .swept;
