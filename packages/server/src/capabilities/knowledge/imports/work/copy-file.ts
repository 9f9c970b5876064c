import type { ImportId } from '@holdfast/protocol/knowledge/ids';
import { createHash } from 'node:crypto';
import type { WorkspaceDb } from '../../../../platform/database/database.ts';
import { fullDisk } from '../../../../platform/files/full-disk.ts';
import type { ScratchFolder } from '../../../../platform/files/scratch-folder.ts';
import { writeAll } from '../../../../platform/files/write-all.ts';
import { removeFile } from '../../../../platform/http/uploads/received-file.ts';
import { PIECE_BYTES, readPiece } from '../store/files.ts';

/** The file is not what was sent, or not kept any more. */
export class FileLost extends Error {
  override readonly name = 'FileLost';
}

/** Puts the file of an import beside the one who reads it, and removes it when `use` is done with it. */
export const withFile = async <Value>(
  { scratch, db }: { readonly scratch: ScratchFolder; readonly db: WorkspaceDb },
  { id, sha256 }: { readonly id: ImportId; readonly sha256: string },
  use: (path: string) => Promise<Value>,
): Promise<Value> => {
  const { path, handle } = await scratch.create();
  try {
    const hash = createHash('sha256');
    // one piece at a time is in memory, and always the same
    const bytes = Buffer.allocUnsafeSlow(PIECE_BYTES);
    let end = 0;
    for (let piece = 0; ; piece += 1) {
      const read = await db.read((tx) => readPiece(tx, id, piece, bytes));
      if (read === 0) break;
      const part = bytes.subarray(0, read);
      hash.update(part);
      end = await writeAll(handle, [part], end).catch(fullDisk);
    }
    await handle.close();
    if (hash.digest('hex') !== sha256)
      throw new FileLost('The file of this import is not kept any more. Send it again.');
    return await use(path);
  } finally {
    await handle.close().catch(() => {});
    await removeFile({ path });
  }
};
