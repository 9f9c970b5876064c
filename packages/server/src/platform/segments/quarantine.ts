import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { segmentPath } from './segment-files.ts';

/** Keeps a copy of damaged bytes beside the segments, for somebody who wants to look into them. */
export const copyDamage = async (
  folder: string,
  segment: number,
  { at, length }: { readonly at: number; readonly length: number },
): Promise<string> => {
  const place = join(folder, 'quarantine');
  await mkdir(place, { recursive: true });
  const copy = join(place, `${segment}-${at}-${length}.bytes`);
  const bytes = createReadStream(segmentPath(folder, segment), { start: at, end: at + length - 1 });
  await pipeline(bytes, createWriteStream(copy, { mode: 0o600, flush: true }));
  return copy;
};
