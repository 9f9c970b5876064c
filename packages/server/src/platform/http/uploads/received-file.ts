import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { fullDisk } from '../../files/full-disk.ts';
import { writeAll } from '../../files/write-all.ts';
import { fail } from '../../failure.ts';
import type { ScratchFolder } from '../../files/scratch-folder.ts';

/** A file that somebody sent, whole. It is gone when the request is answered. */
export interface ReceivedFile {
  readonly path: string;
  /** To be shown, and never a path. */
  readonly filename: string;
  readonly bytes: number;
  readonly sha256: Buffer;
  /** Where the fields that came with it stand: in the URL, or in its form. */
  readonly fieldsIn: 'query' | 'body';
}

/** What is known of it before its fields are. */
export type StoredFile = Omit<ReceivedFile, 'filename' | 'fieldsIn'>;

/** Writes down what comes, and leaves nothing when not all of it came. */
export const storeFile = async (
  folder: ScratchFolder,
  content: AsyncIterable<Buffer>,
  mostBytes: number,
): Promise<StoredFile> => {
  const { path, handle } = await folder.create();
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of content) {
      bytes += chunk.length;
      if (bytes > mostBytes) fail('too_large', { detail: tooLarge(mostBytes) });
      hash.update(chunk);
      await writeAll(handle, [chunk], bytes - chunk.length).catch(fullDisk);
    }
    await handle.close();
    return { path, bytes, sha256: hash.digest() };
  } catch (error) {
    await handle.close().catch(() => {});
    await removeFile({ path });
    throw error;
  }
};

/** One that is not there any more is removed as well; one that cannot be is swept at the next start. */
export const removeFile = ({ path }: Pick<ReceivedFile, 'path'>): Promise<void> =>
  rm(path, { force: true }).catch(() => {});

export const tooLarge = (mostBytes: number): string => `The file may have ${mostBytes} bytes at most.`;
