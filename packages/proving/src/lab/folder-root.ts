import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

export type FolderPlace = 'memory' | 'disk';

const MEMORY = '/dev/shm';
const ROOM_BYTES = 4 * 1024 ** 3;

/** Containers often have 64 MB there, which is no room for a database. */
const hasRoom = (): boolean => {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= ROOM_BYTES;
  } catch {
    return false;
  }
};

/** Where data folders are made. A folder named in TMPDIR is meant, whatever it lies on. */
export const folderRoot = (place: FolderPlace): string =>
  place === 'memory' && process.env['TMPDIR'] === undefined && hasRoom() ? MEMORY : tmpdir();
