import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

const NAME = /^(\d{16})\.segment$/;

export const segmentPath = (folder: string, number: number): string =>
  join(folder, `${String(number).padStart(16, '0')}.segment`);

/** Nobody writes so many. What has a higher number was put there by somebody else. */
export const MOST_SEGMENTS = 4_000_000_000;

/** The numbers of the segments of a folder, the oldest first. */
export const listSegments = (folder: string): Promise<number[]> => listNumbered(folder, NAME);

/** The numbers of those files of a folder whose names have one, the lowest first. What is no file is none of ours. */
export const listNumbered = async (folder: string, pattern: RegExp): Promise<number[]> =>
  (await readdir(folder, { withFileTypes: true }))
    .flatMap((entry) => {
      const number = Number(pattern.exec(entry.name)?.[1]);
      return number <= MOST_SEGMENTS && (entry.isFile() || entry.isSymbolicLink()) ? [number] : [];
    })
    .toSorted((left, right) => left - right);
