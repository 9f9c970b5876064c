import { stat, statfs } from 'node:fs/promises';
import type { Position } from '../../../platform/segments/position.ts';
import { listSegments, segmentPath } from '../../../platform/segments/segment-files.ts';
import type { Archive } from '../sealed/archive.ts';
import type { SealedFile } from '../sealed/sealed-file.ts';
import type { SpanStore } from '../store/span-store.ts';
import { endOfRows, laterTime, latestOf } from './end-of-rows.ts';
import type { Keeping, Sizes } from './messages.ts';
import type { SpanPlaces } from './places.ts';

interface SizedParts {
  readonly store: SpanStore;
  readonly archive: Archive;
  readonly places: SpanPlaces;
}

export interface TendedParts extends SizedParts {
  readonly onSealed: (before: number) => void;
  /** The rest is left to the next start. */
  readonly isStopped: () => boolean;
}

/** A file is made beside the segment it is made of: without room for both, what is free is left to the log. */
const SPARE_BYTES = 16 * 1024 * 1024;

/** With more segments that wait to be packed nobody else comes first: what is forgotten are files, and the disk has an end. */
const MOST_WAITING = 4;

/** Makes files of all segments before this place. What else is to be done has its turn after each. */
export const sealBefore = async (
  { archive, places, onSealed, isStopped }: TendedParts,
  reached: Position,
  between: () => Promise<void>,
): Promise<void> => {
  while (!isStopped()) {
    const sealed = new Set(archive.sealed().map(({ segment }) => segment));
    const logged = await listSegments(places.log);
    const waiting = logged.filter((segment) => !sealed.has(segment) && segment < reached.segment);
    const [oldest] = waiting;
    // everything before it has its file, also what was sealed just before the last end
    const before = oldest ?? reached.segment;
    if (logged.some((segment) => segment < before)) onSealed(before);
    if (oldest === undefined) return;
    if ((await freeBytes(places.log)) < (await sizeOf(segmentPath(places.log, oldest))) + SPARE_BYTES) return;
    if ((await archive.sealOneBefore(reached.segment, waiting.length > MOST_WAITING)) === undefined) return;
    await between();
  }
};

/** To forget rows costs a look at all of them: what is kept for days need not go by the minute. */
const ROWS_EVERY_US = 3_600_000_000n;

/**
 * Forgets what is older than is kept, and the oldest where everything together is more than is kept. Whole files go. Tells up to when
 * it has forgotten.
 */
export const forgetOld = async (
  parts: TendedParts,
  { since, mostBytes }: Keeping,
  last: bigint | undefined,
): Promise<bigint> => {
  const { store, archive } = parts;
  const sealed = archive.sealed();
  // a file of which nothing can be read may still be restored from a backup
  const tooOld = sealed.filter((file) => file.blocks.length > 0 && latestOf(file) < since);
  const tooMuch = mostBytes === 0 ? [] : leastToForget(await sizesOf(parts), sealed, mostBytes);
  const gone = new Set([...tooOld, ...tooMuch]);
  const before = laterTime(since, await endOfRows(parts, tooMuch, gone));
  if (last !== undefined && gone.size === 0 && before - last < ROWS_EVERY_US) return last;
  await store.forgetBefore(before);
  for (const file of gone) await archive.forget(file);
  return before;
};

/** The oldest files that must go, with their share of the index. */
const leastToForget = (sizes: Sizes, sealed: readonly SealedFile[], mostBytes: number): SealedFile[] => {
  const share = sizes.sealed === 0 ? 0 : sizes.index / (sizes.sealed + sizes.log);
  let bytes = sizes.log + sizes.sealed + sizes.index;
  return sealed.filter((file) => {
    if (bytes <= mostBytes) return false;
    bytes -= file.bytes * (1 + share);
    return true;
  });
};

export const sizesOf = async ({ store, archive, places }: SizedParts): Promise<Sizes> => {
  const { spans, traces, bytes: index } = await store.size();
  const segments = await listSegments(places.log);
  const sizes = await Promise.all(segments.map((segment) => sizeOf(segmentPath(places.log, segment))));
  const log = sizes.reduce((sum, size) => sum + size, 0);
  return { spans, traces, log, sealed: archive.sealed().reduce((sum, { bytes }) => sum + bytes, 0), index };
};

const sizeOf = async (path: string): Promise<number> => (await stat(path).catch(() => ({ size: 0 }))).size;

const freeBytes = async (path: string): Promise<number> => {
  const { bavail, bsize } = await statfs(path);
  return bavail * bsize;
};
