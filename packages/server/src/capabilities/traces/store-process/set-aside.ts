import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { PRIVATE, syncFolder } from '../../../platform/files/atomic-write.ts';
import { codeOf } from '../../../platform/files/system-error.ts';
import type { SpanPlaces } from './places.ts';

/** How many indexes that could not be used are kept, for somebody who wants to know why. */
const MOST_KEPT = 2;

/**
 * Moves the index out of the way and notes that there is none that is whole. Nothing is lost by it: an index is made of the log and
 * the sealed files. Names where it lies now; undefined where there was none.
 */
export const setIndexAside = async (places: SpanPlaces, now: number): Promise<string | undefined> => {
  await mkdir(places.setAside, { recursive: true, mode: 0o700 });
  // first the note: an index that is moved halfway must not be taken for a whole one
  await writeFile(places.rebuilding, '', { mode: PRIVATE, flush: true }).catch(ignoreNoRoom);
  const stamp = new Date(now).toISOString().replaceAll(':', '-');
  const place = join(places.setAside, `${stamp}-${basename(places.index)}`);
  await moveIfThere(places.indexLog, `${place}.wal`);
  const moved = await moveIfThere(places.index, place);
  await forgetOldest(places.setAside);
  await syncFolder(places.setAside);
  return moved ? place : undefined;
};

/** An index that is not there says the same as the note. */
const ignoreNoRoom = (error: unknown): void => {
  if (codeOf(error) !== 'ENOSPC' && codeOf(error) !== 'EDQUOT') throw error;
};

const moveIfThere = async (from: string, to: string): Promise<boolean> => {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
};

const forgetOldest = async (folder: string): Promise<void> => {
  const names = (await readdir(folder)).filter((name) => !name.endsWith('.wal')).toSorted();
  for (const name of names.slice(0, -MOST_KEPT)) {
    await rm(join(folder, name), { force: true });
    await rm(join(folder, `${name}.wal`), { force: true });
  }
};
