import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../../../platform/files/system-error.ts';
import { listNumbered } from '../../../platform/segments/segment-files.ts';

const NAME = /^(\d{16})\.sealed$/;

/** Named after the segment of the log that it was made of. */
export const sealedPath = (folder: string, segment: number): string =>
  join(folder, `${String(segment).padStart(16, '0')}.sealed`);

export const draftPath = (folder: string, segment: number): string => `${sealedPath(folder, segment)}.draft`;

/** The segments of which there is a sealed file, the oldest first. */
export const listSealed = (folder: string): Promise<number[]> => listNumbered(folder, NAME);

/** The last of them, also before the folder was made; 0 where there is none. */
export const newestSealed = async (folder: string): Promise<number> => {
  try {
    return (await listSealed(folder)).at(-1) ?? 0;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 0;
    throw error;
  }
};

/** Removes what was being written when a process ended: the log still has all of it. */
export const removeDrafts = async (folder: string): Promise<void> => {
  for (const name of await readdir(folder))
    if (name.endsWith('.draft')) await rm(join(folder, name), { recursive: true, force: true });
};
