import { constants } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { PRIVATE, syncFolder } from '../files/atomic-write.ts';
import { writeAll } from '../files/write-all.ts';
import { segmentPath } from './segment-files.ts';
import { lengthOf, writeHeader } from './record.ts';

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
        at += header.length + lengthOf(payload);
      }
      await writeDurably(file, parts, end);
      end = at;
      return places;
    },
    async finish() {
      const header = writeHeader('end', [], end);
      await writeDurably(file, [header], end);
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

const writeDurably = async (file: FileHandle, parts: readonly Uint8Array[], from: number): Promise<void> => {
  await writeAll(file, parts, from);
  if (constants.O_DSYNC === undefined) await file.datasync();
};
