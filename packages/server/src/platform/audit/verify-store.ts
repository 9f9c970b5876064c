import type { WorkspaceId } from '@holdfast/protocol/ids';
import { sql } from 'kysely';
import type { InstanceDb } from '../database/database.ts';
import type { Read } from '../database/transaction.ts';

/** An entry as it is checked. */
export interface Link {
  /** One that is too large to be exact is none that could be expected. */
  readonly number: number;
  readonly id: string;
  readonly hash: string | null;
  /** What the hash covers beyond the hash before it. */
  readonly covered: string;
  readonly personal_digest: string | null;
  /** The personal part while it is kept, as its digest covers it. */
  readonly salt: Buffer | null;
  readonly personal: string;
}

/**
 * Written out here and not asked of the function that seals: whoever altered the trail may have altered the function. Only what
 * PostgreSQL itself brings is relied on.
 */
const COVERED = sql`
  jsonb_build_array(
    e.workspace_id, e.number, e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    e.action, e.actor_kind, e.actor_id, e.object_kind, e.object_id, e.facts,
    encode(e.personal_digest, 'hex'), e.trace_id)::text`;

export const BEFORE_ALL = Number.NEGATIVE_INFINITY;

/** What stands after a number, in order. */
export const readLinks = (tx: Read, after: number, most: number): Promise<Link[]> =>
  tx.many(sql<Link>`
    select e.number::float8 as number, e.id, encode(e.hash, 'hex') as hash, ${COVERED} as covered,
           encode(e.personal_digest, 'hex') as personal_digest, p.salt, jsonb_build_array(p.address, p.agent)::text as personal
      from holdfast.audit_entries e
      left join holdfast.audit_personal p on p.workspace_id = e.workspace_id and p.entry_id = e.id
     where e.workspace_id = ${tx.workspace} and e.number is not null and ${
       after === BEFORE_ALL ? sql`true` : sql`e.number > ${after}::bigint`
     }
     order by e.number limit ${most}`);

/** Where the chain says that it ends, and where it does. */
export interface End {
  readonly number: number | null;
  readonly hash: string | null;
  readonly last: number | null;
}

export const readEnd = (tx: Read): Promise<End> =>
  tx.one(sql<End>`
    select h.number::float8 as number, encode(h.hash, 'hex') as hash,
           (select max(e.number)::float8 from holdfast.audit_entries e where e.workspace_id = ${tx.workspace}) as last
      from (select) as nothing left join holdfast.audit_heads h on h.workspace_id = ${tx.workspace}`);

/** Workspaces that have a chain, in the order of their ids. */
export const listChains = async (db: InstanceDb, after: WorkspaceId | null, most: number): Promise<WorkspaceId[]> =>
  (
    await db.alone(sql<{ workspace: WorkspaceId }>`select holdfast.audit_chains(${after}::uuid, ${most}) as workspace`)
  ).map(({ workspace }) => workspace);
