import { readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';

export interface FolderSize {
  readonly usedBytes: number | undefined;
  /** What the disk has left. */
  readonly freeBytes: number | undefined;
}

/** How much lies in a folder, as its disk counts. Files that go away meanwhile are not counted. */
export const sizeOfFolder = async (root: string): Promise<FolderSize> => {
  const free = await statfs(root).catch(() => undefined);
  const files = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => undefined);
  if (files === undefined) return { usedBytes: undefined, freeBytes: undefined };
  let usedBytes = 0;
  for (const file of files.filter((one) => one.isFile())) {
    const { blocks } = await stat(join(file.parentPath, file.name)).catch(() => ({ blocks: 0 }));
    usedBytes += blocks * BLOCK_BYTES;
  }
  return { usedBytes, freeBytes: free === undefined ? undefined : free.bavail * free.bsize };
};

/** What `blocks` counts in, whatever the disk's own blocks are. */
const BLOCK_BYTES = 512;
