import { UnreadableFile } from '../unreadable-file.ts';

export const refuse = (message: string, entry?: string): never => {
  throw new UnreadableFile('archive_refused', message, { entry });
};

export const damagedZip = (what: string, entry?: string): never => {
  throw new UnreadableFile('damaged', `The zip archive is damaged: ${what}.`, { entry });
};

export const tooLarge = (what: string, most: number, entry: string | undefined): never => {
  const mebibytes = Math.floor(most / 1024 / 1024);
  throw new UnreadableFile(
    'too_large',
    `${what} is larger than ${mebibytes} MiB when it is unpacked. Send it in parts.`,
    {
      maximum: most,
      entry,
    },
  );
};

/** Text shrinks to a tenth, and what repeats itself to a fiftieth. Only what was made to is a hundred times as large. */
const MOST_RATIO = 100;
const RATIO_FROM_BYTES = 100 * 1024;

export const refuseDensity = (bytes: number, packedBytes: number, entry: string | undefined): void => {
  if (bytes > RATIO_FROM_BYTES && bytes > packedBytes * MOST_RATIO)
    refuse(
      `It unpacks to more than ${MOST_RATIO} times its size, as a file does that was made to fill a disk. Send it unpacked.`,
      entry,
    );
};
