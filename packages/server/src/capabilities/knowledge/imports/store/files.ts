import type { ImportId } from '@holdfast/protocol/knowledge/ids';
import { sql } from 'kysely';
import type { InstanceRead, Read, Write } from '../../../../platform/database/transaction.ts';
import type { ImportOfWorkspace } from './imports.ts';

export const insertPiece = async (tx: Write, id: ImportId, piece: number, bytes: Buffer): Promise<void> => {
  await tx.run(sql`
    insert into knowledge.import_files (workspace_id, import_id, piece, bytes)
    values (${tx.workspace}, ${id}, ${piece}, ${bytes})`);
};

/** So small that the answer of the database is taken apart where it lies, and not put together anew with each part that comes. */
const SLICE_BYTES = 16 * 1024;

/** A piece, cut into slices; without any where there is no such piece. */
export const findPiece = async (tx: Read, id: ImportId, piece: number): Promise<Buffer[]> => {
  const slices = await tx.many(sql<{ bytes: Buffer }>`
    select substring(f.bytes from slice.at + 1 for ${SLICE_BYTES}::integer) as bytes
      from knowledge.import_files f
     cross join generate_series(0, length(f.bytes) - 1, ${SLICE_BYTES}::integer) as slice (at)
     where f.workspace_id = ${tx.workspace} and f.import_id = ${id} and f.piece = ${piece}
     order by slice.at`);
  return slices.map(({ bytes }) => bytes);
};

/** Of all workspaces. */
export const oldFiles = (tx: InstanceRead, keptDays: number, most: number): Promise<ImportOfWorkspace[]> =>
  tx.many(sql<ImportOfWorkspace>`
    select * from knowledge.imports_with_old_files(make_interval(days => ${keptDays}::integer), ${most}::integer)`);

export const removeFile = async (tx: Write, id: ImportId): Promise<void> => {
  await tx.run(sql`
    update knowledge.imports set file_kept = false where workspace_id = ${tx.workspace} and id = ${id}`);
  await tx.run(sql`delete from knowledge.import_files where workspace_id = ${tx.workspace} and import_id = ${id}`);
};
