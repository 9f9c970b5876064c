import { constants } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { syncFolder } from '../files/atomic-write.ts';
import { segmentPath } from './segment-files.ts';
import { writeHeader } from './record.ts';

/** One segment that is being written. What a call wrote is durable when it returns. */
export interface SegmentWriter {
  readonly number: number;
  /** Up to here everything is durable. */
  readonly end: number;
  /** Writes records with one call of the system, and tells where each begins. */
  write(records: readonly (readonly Uint8Array[])[]): Promise<number[]>;
  /** Nothing comes after; damage anywhere in it is a loss from now on. */
  finish(): Promise<void>;
  /** Without an end: the next start finds its last record by itself. */
  abandon(): Promise<void>;
}

/** Durable with the write itself: one trip through the thread pool and not two. */
const FLAGS = constants.O_CREAT | constants.O_EXCL | constants.O_RDWR | (constants.O_DSYNC ?? 0);
const PRIVATE = 0o600;

export const createSegment = async (folder: string, number: number): Promise<SegmentWriter> => {
  const file = await createFile(folder, number);
  let end = 0;
  return {
    number,
    get end() {
      return end;
    },
    async write(records) {
      const places: number[] = [];
      const parts: Uint8Array[] = [];
      let at = end;
      for (const payload of records) {
        const header = writeHeader('entry', payload, end);
        places.push(at);
        parts.push(header, ...payload);
        at += header.length + payload.reduce((sum, { byteLength }) => sum + byteLength, 0);
      }
      await writeAll(file, parts, end);
      end = at;
      return places;
    },
    async finish() {
      const header = writeHeader('end', [], end);
      await writeAll(file, [header], end);
      end += header.length;
      await file.close();
    },
    async abandon() {
      // what a failed write left behind the end was never acknowledged
      await file.truncate(end).catch(() => {});
      await file.close().catch(() => {});
      // on a full disk one is begun with every try
      if (end === 0) await rm(segmentPath(folder, number), { force: true }).catch(() => {});
    },
  };
};

const createFile = async (folder: string, number: number): Promise<FileHandle> => {
  const file = await open(segmentPath(folder, number), FLAGS, PRIVATE);
  try {
    await syncFolder(folder);
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
};

/** The system may take less than it is given, as much as is left at last. */
const writeAll = async (file: FileHandle, parts: readonly Uint8Array[], from: number): Promise<void> => {
  let [rest, at] = [[...parts], from];
  while (rest.length > 0) {
    const { bytesWritten } = await file.writev(rest.slice(0, MOST_PARTS), at);
    at += bytesWritten;
    rest = dropBytes(rest, bytesWritten);
  }
  if (constants.O_DSYNC === undefined) await file.datasync();
};

/** What one call of the system takes. */
const MOST_PARTS = 1024;

const dropBytes = (parts: readonly Uint8Array[], bytes: number): Uint8Array[] => {
  let left = bytes;
  return parts.flatMap((part) => {
    if (left >= part.byteLength) {
      left -= part.byteLength;
      return [];
    }
    const kept = part.subarray(left);
    left = 0;
    return [kept];
  });
};
