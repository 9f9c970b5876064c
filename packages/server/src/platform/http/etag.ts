import { fail } from '../failure.ts';

/** A version travels as a strong ETag: "3". */
export const etagOf = (version: number): string => `"${version}"`;

const VERSION = /^"(\d{1,15})"$/;
/** A version is an integer of the database; a greater one was never given out and would be an error there. */
const GREATEST = 2_147_483_647;

/** The version a change was made from. `*` is no version: it would overwrite whatever is there. */
export const readIfMatch = (header: string | undefined): number => {
  if (header === undefined) return fail('version_missing');
  const version = Number(VERSION.exec(header.trim())?.[1] ?? Number.NaN);
  if (!(version >= 1 && version <= GREATEST))
    fail('stale', {
      detail: `If-Match names ${header.slice(0, 40)}, which is no version that was ever given out. Send the ETag as it was read, with its quotes: "3".`,
    });
  return version;
};
