import { readdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { spanPlacesIn } from '../store-process/places.ts';

/** Whether anything lies in the folder of the spans but a log into which nothing was written yet. */
export const hasSpans = async (folder: string): Promise<boolean> => {
  const { log } = spanPlacesIn(folder);
  const others = (await readdir(folder)).filter((name) => name !== basename(log));
  return others.length > 0 || (await readdir(log)).length > 0;
};
