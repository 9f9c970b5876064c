import type { Position } from './position.ts';
import { createSegment, type SegmentWriter } from './segment-writer.ts';

/** The segment that is being written, whichever it is. */
export interface CurrentSegment {
  /** The place behind the last durable record. */
  readonly end: Position;
  write(records: readonly (readonly Uint8Array[])[]): Promise<Position[]>;
  /** What comes next goes to another segment. */
  finish(): Promise<void>;
  abandon(): Promise<void>;
}

export interface CurrentSegmentParts {
  readonly folder: string;
  /** The newest segment that was there before. */
  readonly newest: number;
  /** The lowest number that the next segment may have. */
  readonly leastNumber: () => number;
  readonly onSegment: (number: number) => void;
}

/** A number that somebody else names leaves room for as many as anybody writes. */
const MOST_AHEAD = 3_000_000_000;

export const createCurrentSegment = ({
  folder,
  leastNumber,
  onSegment,
  ...parts
}: CurrentSegmentParts): CurrentSegment => {
  let { newest } = parts;
  let writer: SegmentWriter | undefined;
  // kept apart from what is under way: a segment that is being made has nothing durable in it yet
  let end: Position = { segment: newest + 1, at: 0 };

  const begin = (): Promise<SegmentWriter> => {
    // a number is used once, also when making its file failed halfway
    newest = Math.max(newest + 1, Math.min(leastNumber(), MOST_AHEAD));
    return createSegment(folder, newest);
  };
  const leave = async (how: (one: SegmentWriter) => Promise<void>): Promise<void> => {
    if (writer === undefined) return;
    const { number, end: written } = writer;
    await how(writer);
    // one into which nothing was written is gone, and its number may be used again by the next process
    if (written > 0) end = { segment: number + 1, at: 0 };
    writer = undefined;
  };

  return {
    get end() {
      return end;
    },
    async write(records) {
      writer ??= await begin();
      const { number: segment } = writer;
      const isFirst = writer.end === 0;
      const places = await writer.write(records);
      // a segment into which nothing could be written is gone again
      if (isFirst) onSegment(segment);
      end = { segment, at: writer.end };
      return places.map((at) => ({ segment, at }));
    },
    finish: () => leave((one) => one.finish()),
    abandon: () => leave((one) => one.abandon()),
  };
};
