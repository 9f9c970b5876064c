import type { AuditEntry } from '@holdfast/protocol/audit/audit';
import type { Timestamp } from '@holdfast/protocol/time';
import { sql } from 'kysely';
import type { Read } from '../../platform/database/transaction.ts';

export interface EntryFilter {
  readonly action?: string | undefined;
  readonly actor_id?: string | undefined;
  readonly object_id?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly limit: number;
  readonly after: readonly [at: string, id: string] | undefined;
}

/** An entry with nobody's name. */
export interface EntryRow {
  readonly id: string;
  readonly number: number | null;
  readonly at: Timestamp;
  readonly action: string;
  readonly actor_kind: AuditEntry['actor']['kind'];
  readonly actor_id: string | null;
  readonly object_kind: string | null;
  readonly object_id: string | null;
  readonly facts: Record<string, unknown>;
  readonly trace_id: string | null;
  readonly hash: string | null;
  readonly personal: AuditEntry['personal'];
}

/** One more than the page has. Only the conditions that are asked for stand in the statement, so that each has a plan of its own. */
export const listEntries = (tx: Read, { limit, after, ...filter }: EntryFilter): Promise<EntryRow[]> => {
  const { action, actor_id: actor, object_id: object, since, until } = filter;
  const conditions = [
    sql`e.workspace_id = ${tx.workspace}`,
    action !== undefined && sql`starts_with(e.action, ${action})`,
    actor !== undefined && sql`e.actor_id = ${actor}`,
    object !== undefined && sql`e.object_id = ${object}`,
    since !== undefined && sql`e.at >= ${since}::timestamptz`,
    until !== undefined && sql`e.at < ${until}::timestamptz`,
    after !== undefined && sql`(e.at, e.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
  ].filter((condition) => condition !== false);
  return tx.many(sql<EntryRow>`
    select e.id, e.number, e.at, e.action, e.actor_kind, e.actor_id, e.object_kind, e.object_id, e.facts, e.trace_id,
           encode(e.hash, 'hex') as hash,
           case when p.entry_id is not null then jsonb_build_object('address', p.address, 'agent', p.agent) end as personal
      from holdfast.audit_entries e
      left join holdfast.audit_personal p on p.workspace_id = e.workspace_id and p.entry_id = e.id
     where ${sql.join(conditions, sql` and `)}
     order by e.at desc, e.id desc limit ${limit + 1}`);
};
