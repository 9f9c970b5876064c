import type { ImportId } from '@holdfast/protocol/knowledge/ids';
import { sql } from 'kysely';
import type { InstanceRead, Read, Write } from '../../../../platform/database/transaction.ts';
import type { ImportOfWorkspace } from './imports.ts';

/** How much of a file is one row. */
export const PIECE_BYTES = 256 * 1024;

export const insertPiece = async (tx: Write, id: ImportId, piece: number, bytes: Buffer): Promise<void> => {
  await tx.run(sql`
    insert into knowledge.import_files (workspace_id, import_id, piece, bytes)
    values (${tx.workspace}, ${id}, ${piece}, ${bytes})`);
};

/** So small that the answer of the database is taken apart where it lies, and not put together anew with each part that comes. */
const SLICE_BYTES = 16 * 1024;

/** Puts a piece into this memory, which has room for `PIECE_BYTES`, and gives how many bytes it has: 0 where there is no such piece. */
export const readPiece = async (tx: Read, id: ImportId, piece: number, into: Buffer): Promise<number> => {
  // as bytes each slice would come as a text half as long again, and lie in memory of its own
  const slices = await tx.many(sql<{ encoded: string }>`
    select encode(substring(f.bytes from slice.at + 1 for ${SLICE_BYTES}::integer), 'base64') as encoded
      from knowledge.import_files f
     cross join generate_series(0, length(f.bytes) - 1, ${SLICE_BYTES}::integer) as slice (at)
     where f.workspace_id = ${tx.workspace} and f.import_id = ${id} and f.piece = ${piece}
     order by slice.at`);
  return slices.reduce((bytes, { encoded }) => bytes + into.write(encoded, bytes, 'base64'), 0);
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
