import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '../files/atomic-write.ts';
import { codeOf } from '../files/system-error.ts';
import { MOST_SEGMENTS } from './segment-files.ts';

const placeIn = (folder: string): string => join(folder, 'newest');

/** The highest number that is written down; 0 where none is. */
export const readNewest = async (folder: string): Promise<number> => {
  try {
    const number = Number(await readFile(placeIn(folder), 'utf8'));
    return Number.isSafeInteger(number) && number > 0 && number <= MOST_SEGMENTS ? number : 0;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 0;
    throw error;
  }
};

/** A number is used once: whoever remembers a place in a segment that is gone must not find another there. */
export const writeNewest = (folder: string, number: number): Promise<void> =>
  writeAtomically(placeIn(folder), `${number}\n`);
