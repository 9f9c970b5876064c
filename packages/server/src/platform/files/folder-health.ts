import type { PartHealth } from '@holdfast/protocol/process/readiness';
import { statfs } from 'node:fs/promises';
import { OK } from '../lifecycle/health.ts';
import type { DataFolder } from './data-folder.ts';

const LITTLE_BYTES = 1024 ** 3;
const gigabytes = (bytes: number): string => `${(bytes / 1024 ** 3).toFixed(1)} GB`;

/** Says so before the disk is full: afterwards nothing can be acknowledged any more. */
export const folderHealth = async (
  { root }: Pick<DataFolder, 'root'>,
  littleBytes = LITTLE_BYTES,
): Promise<PartHealth> => {
  try {
    const { bavail, bsize } = await statfs(root);
    const free = bavail * bsize;
    if (free >= littleBytes) return OK;
    return {
      status: 'degraded',
      detail: `Only ${gigabytes(free)} of the data folder's disk are free. Make room before writing stops.`,
    };
  } catch {
    return { status: 'down', detail: 'The data folder cannot be looked at. Was it moved, or its disk taken away?' };
  }
};
