import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from '../files/atomic-write.ts';
import { createGroupWriter, type GroupWriter } from './group-writer.ts';
import { readNewest, writeNewest } from './newest-number.ts';
import type { Position } from './position.ts';
import { lengthOf, MOST_RECORD_BYTES } from './record.ts';
import { recoverSegments, type Recovery } from './recover.ts';
import { segmentPath } from './segment-files.ts';

/** Records that are on the disk when they are acknowledged, in the order in which they came, until somebody has used them. */
export interface SegmentLog extends GroupWriter {
  /** What the start found. */
  readonly found: Recovery;
  /** The end when it was opened: whoever remembers a place behind it remembers another log. */
  readonly began: Position;
  /** Forgets all segments before this one: whatever was in them is kept elsewhere. */
  forgetBefore(segment: number): Promise<void>;
}

export interface SegmentSizes {
  /** A segment is ended when it has so many bytes. */
  readonly segmentBytes: number;
  /** What is written with one call. */
  readonly groupBytes: number;
}

const SIZES: SegmentSizes = { segmentBytes: 64 * 1024 * 1024, groupBytes: 8 * 1024 * 1024 };

export interface SegmentLogOptions extends Partial<SegmentSizes> {
  /** The highest number of which something is kept elsewhere. */
  readonly keptUpTo?: number;
  /** The lowest number that the next segment may have. One that grows with time keeps apart what was written before all was lost, and since. */
  readonly leastNumber?: () => number;
}

export const openSegmentLog = async (
  folder: string,
  { keptUpTo = 0, leastNumber = () => 0, ...sizes }: SegmentLogOptions = {},
): Promise<SegmentLog> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await syncFolder(dirname(folder));
  const found = await recoverSegments(folder);
  let numbers = found.segments.map(({ number }) => number);
  const writer = createGroupWriter({
    folder,
    leastNumber,
    newest: Math.max(numbers.at(-1) ?? 0, await readNewest(folder), keptUpTo),
    ...SIZES,
    ...sizes,
    onSegment: (number) => void numbers.push(number),
  });
  const began = writer.end;
  let isClosed = false;

  return {
    found,
    began,
    get end() {
      return writer.end;
    },
    get waitingBytes() {
      return writer.waitingBytes;
    },
    endSegment: () => writer.endSegment(),
    append(parts) {
      if (isClosed) return Promise.reject(new Error('The log is closed'));
      if (lengthOf(parts) > MOST_RECORD_BYTES) return Promise.reject(new RangeError('The record is too large'));
      return writer.append(parts);
    },
    async forgetBefore(segment) {
      const old = numbers.filter((number) => number < Math.min(segment, writer.end.segment));
      const newest = old.at(-1);
      // after the next start nobody would know by the files which numbers were used
      if (newest !== undefined && newest === numbers.at(-1)) await writeNewest(folder, newest);
      numbers = numbers.filter((number) => !old.includes(number));
      for (const number of old) await rm(segmentPath(folder, number), { force: true });
      if (old.length > 0) await syncFolder(folder);
    },
    async close() {
      isClosed = true;
      await writer.close();
    },
  };
};
