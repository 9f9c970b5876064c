import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

const NAME = /^(\d{16})\.segment$/;

export const segmentPath = (folder: string, number: number): string =>
  join(folder, `${String(number).padStart(16, '0')}.segment`);

/** The numbers of the segments of a folder, the oldest first. */
export const listSegments = async (folder: string): Promise<number[]> =>
  (await readdir(folder))
    .flatMap((name) => {
      const [, number] = NAME.exec(name) ?? [];
      return number === undefined ? [] : [Number(number)];
    })
    .toSorted((left, right) => left - right);
