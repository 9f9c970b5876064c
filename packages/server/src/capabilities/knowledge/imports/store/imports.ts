import type { FileReading, IMPORT_STATUSES, ImportCounts } from '@holdfast/protocol/knowledge/imports';
import type { ImportId } from '@holdfast/protocol/knowledge/ids';
import type { PrincipalId, WorkspaceId } from '@holdfast/protocol/ids';
import type { Timestamp } from '@holdfast/protocol/time';
import type { Version } from '@holdfast/protocol/version';
import { sql } from 'kysely';
import type { InstanceRead, Read, Write } from '../../../../platform/database/transaction.ts';
import type { Actor } from '../../pairs/change.ts';

export type ImportStatus = (typeof IMPORT_STATUSES)[number];

/** An import as it is stored. */
export interface StoredImport extends ImportCounts {
  readonly id: ImportId;
  readonly status: ImportStatus;
  readonly filename: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly reading: FileReading;
  readonly rows_total: number;
  readonly failure: string | null;
  readonly same_as: ImportId | null;
  readonly actor_kind: Actor['kind'];
  readonly actor_id: PrincipalId;
  readonly created_at: Timestamp;
  readonly started_at: Timestamp | null;
  readonly ended_at: Timestamp | null;
  /** From its beginning until now, or until its end. */
  readonly seconds: number | null;
  readonly undo: StoredUndo | null;
  readonly undone_through: number;
  readonly version: Version;
}

export interface StoredUndo {
  readonly at: Timestamp;
  readonly removed: number;
  readonly restored: number;
  readonly kept: number;
}

const IMPORT = sql`
  id, status, filename, bytes, encode(sha256, 'hex') as sha256, reading, rows_total, rows_done as rows, added, changed,
  unchanged, duplicate, rejected, failure, same_as, actor_kind, actor_id, created_at, started_at, ended_at,
  extract(epoch from coalesce(ended_at, holdfast.now()) - started_at)::double precision as seconds, undo, undone_through,
  version`;

export const findImport = (tx: Read, id: ImportId): Promise<StoredImport | undefined> =>
  tx.maybe(sql<StoredImport>`
    select ${IMPORT} from knowledge.imports where workspace_id = ${tx.workspace} and id = ${id}`);

/** Nobody makes it other meanwhile. */
export const holdImport = (tx: Write, id: ImportId): Promise<StoredImport | undefined> =>
  tx.maybe(sql<StoredImport>`
    select ${IMPORT} from knowledge.imports where workspace_id = ${tx.workspace} and id = ${id} for update`);

interface Wanted {
  readonly status: ImportStatus | undefined;
  readonly after: string | undefined;
  readonly limit: number;
}

/** One more than the page has. */
export const listImports = (tx: Read, { status, after, limit }: Wanted): Promise<StoredImport[]> =>
  tx.many(sql<StoredImport>`
    select ${IMPORT} from knowledge.imports
     where workspace_id = ${tx.workspace} and (${status ?? null}::text is null or status = ${status ?? null})
       and (${after ?? null}::uuid is null or id < ${after ?? null}::uuid)
     order by id desc limit ${limit + 1}`);

/** The latest import of the very same file that came to something. */
export const findSameFile = async (tx: Read, sha256: Buffer): Promise<ImportId | null> =>
  (
    await tx.maybe(sql<{ id: ImportId }>`
      select id from knowledge.imports
       where workspace_id = ${tx.workspace} and sha256 = ${sha256} and status not in ('failed', 'cancelled', 'undone')
       order by id desc limit 1`)
  )?.id ?? null;

export interface NewImport {
  readonly id: ImportId;
  readonly filename: string;
  readonly bytes: number;
  readonly sha256: Buffer;
  readonly format: string;
  readonly encoding: string;
  /** As JSON that the database takes. */
  readonly reading: string;
  readonly asked: string;
  readonly rows: number;
  readonly sameAs: ImportId | null;
  readonly actor: Actor;
}

export const insertImport = (tx: Write, one: NewImport): Promise<StoredImport> =>
  tx.one(sql<StoredImport>`
    insert into knowledge.imports (workspace_id, id, status, filename, bytes, sha256, format, encoding, reading, asked,
                                   rows_total, same_as, actor_kind, actor_id)
    values (${tx.workspace}, ${one.id}, 'pending', ${one.filename}, ${one.bytes}::bigint, ${one.sha256}, ${one.format},
            ${one.encoding}, ${one.reading}::jsonb, ${one.asked}::jsonb, ${one.rows}, ${one.sameAs}::uuid,
            ${one.actor.kind}, ${one.actor.id}::uuid)
    returning ${IMPORT}`);

/** What was asked for with the file. */
export const findAsked = async (tx: Read, id: ImportId): Promise<unknown> =>
  (
    await tx.maybe(sql<{ asked: unknown }>`
      select asked from knowledge.imports where workspace_id = ${tx.workspace} and id = ${id}`)
  )?.asked;

/** It is held. */
export const moveImport = (
  tx: Write,
  id: ImportId,
  { status, failure = null }: { readonly status: ImportStatus; readonly failure?: string | null },
): Promise<StoredImport> => {
  const begins = status === 'processing';
  const ends = !begins && status !== 'undone';
  return tx.one(sql<StoredImport>`
    update knowledge.imports
       set status = ${status}, version = version + 1, failure = ${failure},
           started_at = case when ${begins} then coalesce(started_at, holdfast.now()) else started_at end,
           ended_at = case when ${begins} then null when ${ends} then holdfast.now() else ended_at end,
           undone_at = case when ${status === 'undone'} then holdfast.now() end
     where workspace_id = ${tx.workspace} and id = ${id} returning ${IMPORT}`);
};

/** It is held, and these rows are behind the ones that it has counted. */
export const countRows = async (tx: Write, id: ImportId, by: ImportCounts): Promise<void> => {
  await tx.run(sql`
    update knowledge.imports
       set rows_done = rows_done + ${by.rows}, added = added + ${by.added}, changed = changed + ${by.changed},
           unchanged = unchanged + ${by.unchanged}, duplicate = duplicate + ${by.duplicate},
           rejected = rejected + ${by.rejected}, rows_total = greatest(rows_total, rows_done + ${by.rows})
     where workspace_id = ${tx.workspace} and id = ${id}`);
};

export const beginUndo = (tx: Write, id: ImportId): Promise<StoredImport> =>
  tx.one(sql<StoredImport>`
    update knowledge.imports
       set undo = jsonb_build_object('at', to_char(holdfast.now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                                     'removed', 0, 'restored', 0, 'kept', 0)
     where workspace_id = ${tx.workspace} and id = ${id} returning ${IMPORT}`);

export const countUndone = async (tx: Write, id: ImportId, undo: StoredUndo, through: number): Promise<void> => {
  await tx.run(sql`
    update knowledge.imports set undo = ${JSON.stringify(undo)}::jsonb, undone_through = ${through}
     where workspace_id = ${tx.workspace} and id = ${id}`);
};

export interface ImportOfWorkspace {
  readonly workspace_id: WorkspaceId;
  readonly import_id: ImportId;
}

/** Of all workspaces. */
export const importsUnderWay = (tx: InstanceRead): Promise<ImportOfWorkspace[]> =>
  tx.many(sql<ImportOfWorkspace>`select * from knowledge.imports_under_way()`);
