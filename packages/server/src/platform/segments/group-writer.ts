import type { Position } from './position.ts';
import { lengthOf } from './record.ts';
import { createCurrentSegment } from './current-segment.ts';

/** Writes one group at a time: everything that comes meanwhile goes into the next, so that one wait for the disk serves many. */
export interface GroupWriter {
  /** Resolves when it is durable; rejects when it is not, and then it never will be. */
  append(parts: readonly Uint8Array[]): Promise<Position>;
  /** The place behind the last durable record. */
  readonly end: Position;
  readonly waitingBytes: number;
  /** Ends the segment that is being written, where there is one, so that it does not grow old. */
  endSegment(): Promise<void>;
  close(): Promise<void>;
}

export interface GroupWriterParts {
  readonly folder: string;
  /** The newest segment that was there before. */
  readonly newest: number;
  readonly leastNumber: () => number;
  readonly segmentBytes: number;
  readonly groupBytes: number;
  readonly onSegment: (number: number) => void;
}

interface Waiting {
  readonly parts: readonly Uint8Array[];
  readonly bytes: number;
  readonly resolve: (position: Position) => void;
  readonly reject: (error: unknown) => void;
}

export const createGroupWriter = (parts: GroupWriterParts): GroupWriter => {
  const { segmentBytes, groupBytes } = parts;
  const waiting: Waiting[] = [];
  const current = createCurrentSegment(parts);
  let waitingBytes = 0;
  let writing: Promise<void> | undefined;
  let isOld = false;

  const writeGroup = async (group: readonly Waiting[]): Promise<void> => {
    try {
      const places = await current.write(group.map((one) => one.parts));
      for (const [index, { resolve }] of group.entries()) resolve(places[index] ?? current.end);
      if (current.end.at >= segmentBytes) await current.finish();
    } catch (error) {
      for (const { reject } of group) reject(error);
      // the system may have dropped what it could not write and will not say so twice: nothing more goes to this file
      await current.abandon();
    }
  };
  const writeOn = async (): Promise<void> => {
    while (waiting.length > 0) {
      const group = takeGroup(waiting, groupBytes);
      await writeGroup(group);
      waitingBytes -= group.reduce((sum, { bytes }) => sum + bytes, 0);
    }
    // a segment whose end cannot be written ends where it is
    if (isOld) await current.finish().catch(() => current.abandon());
    isOld = false;
    writing = waiting.length > 0 ? writeOn() : undefined;
  };

  return {
    get end() {
      return current.end;
    },
    get waitingBytes() {
      return waitingBytes;
    },
    append: (record) =>
      new Promise((resolve, reject) => {
        const bytes = lengthOf(record);
        waiting.push({ parts: record, bytes, resolve, reject });
        waitingBytes += bytes;
        writing ??= writeOn();
      }),
    async endSegment() {
      isOld = true;
      writing ??= writeOn();
      await writing;
    },
    async close() {
      while (writing !== undefined) await writing;
      await current.finish();
    },
  };
};

const takeGroup = (waiting: Waiting[], most: number): Waiting[] => {
  let bytes = 0;
  const over = waiting.findIndex((one) => (bytes += one.bytes) > most);
  return waiting.splice(0, over === -1 ? waiting.length : Math.max(1, over));
};
