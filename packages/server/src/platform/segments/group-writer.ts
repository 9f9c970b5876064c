import { lengthOf } from './record.ts';
import { createSegment, type SegmentWriter } from './segment-writer.ts';

/** Where a record lies. Later ones compare as greater. */
export interface Position {
  readonly segment: number;
  readonly at: number;
}

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
  const { folder, segmentBytes, groupBytes, onSegment } = parts;
  const waiting: Waiting[] = [];
  let { newest } = parts;
  let writer: SegmentWriter | undefined;
  let waitingBytes = 0;
  let writing: Promise<void> | undefined;
  let isOld = false;
  // kept apart from what is under way: a segment that is being made has nothing durable in it yet
  let end: Position = { segment: newest + 1, at: 0 };

  const begin = (): Promise<SegmentWriter> => {
    // a number is used once, also when making its file failed halfway
    newest += 1;
    return createSegment(folder, newest);
  };
  const writeGroup = async (group: readonly Waiting[]): Promise<void> => {
    try {
      writer ??= await begin();
      const { number } = writer;
      const isFirst = writer.end === 0;
      const places = await writer.write(group.map((one) => one.parts));
      // a segment into which nothing could be written is gone again
      if (isFirst) onSegment(number);
      end = { segment: number, at: writer.end };
      for (const [index, { resolve }] of group.entries()) resolve({ segment: number, at: places[index] ?? 0 });
      if (writer.end >= segmentBytes) await finish();
    } catch (error) {
      for (const { reject } of group) reject(error);
      // the system may have dropped what it could not write and will not say so twice: nothing more goes to this file
      await leave((one) => one.abandon());
    }
  };
  const leave = async (how: (one: SegmentWriter) => Promise<void>): Promise<void> => {
    if (writer === undefined) return;
    await how(writer);
    end = { segment: writer.number + 1, at: 0 };
    writer = undefined;
  };
  const finish = (): Promise<void> => leave((one) => one.finish());
  const writeOn = async (): Promise<void> => {
    while (waiting.length > 0) {
      const group = takeGroup(waiting, groupBytes);
      await writeGroup(group);
      waitingBytes -= group.reduce((sum, { bytes }) => sum + bytes, 0);
    }
    // a segment whose end cannot be written ends where it is
    if (isOld) await finish().catch(() => leave((one) => one.abandon()));
    isOld = false;
    writing = undefined;
    if (waiting.length > 0) writing = writeOn();
  };

  return {
    get end() {
      return end;
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
      await writing;
      await finish();
    },
  };
};

const takeGroup = (waiting: Waiting[], most: number): Waiting[] => {
  let bytes = 0;
  const over = waiting.findIndex((one) => (bytes += one.bytes) > most);
  return waiting.splice(0, over === -1 ? waiting.length : Math.max(1, over));
};
