import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { constants, crc32, zstdCompress } from 'node:zlib';
import { PRIVATE, syncFolder } from '../../../platform/files/atomic-write.ts';
import { writeAll } from '../../../platform/files/write-all.ts';
import { writeHeader } from '../../../platform/segments/record.ts';
import { scanSegment } from '../../../platform/segments/scan.ts';
import { segmentPath } from '../../../platform/segments/segment-files.ts';
import { writeBlockHeader, type Block, type PlacedBlock } from './block.ts';
import { FILE_HEADER, writeIndex } from './index-block.ts';
import { draftPath, sealedPath } from './sealed-files.ts';

export interface Sealing {
  readonly logFolder: string;
  readonly sealedFolder: string;
  /** When the request in a record was received, in microseconds. */
  readonly receivedAtOf: (payload: Buffer) => bigint;
  /** A block is closed when it holds so many bytes. */
  readonly blockBytes?: number;
  /** What else there is to do may come between two blocks, after so many milliseconds of work. */
  readonly betweenBlocks?: (workedMs: number) => Promise<void>;
}

/** A look at one span unpacks one block: 1 MiB takes 3 ms, and smaller ones pack worse. */
const BLOCK_BYTES = 1024 * 1024;

/** Above 3 spans get hardly smaller, at a quarter of the speed. */
const PACKING = { params: { [constants.ZSTD_c_compressionLevel]: 3 } };

const pack = promisify(zstdCompress);

/**
 * Writes a finished segment of the log again, packed: whole records in blocks, at the places that they had. It is there in full
 * under its name, or not at all.
 */
export const sealSegment = async (
  { logFolder, sealedFolder, receivedAtOf, blockBytes = BLOCK_BYTES, betweenBlocks = goOn }: Sealing,
  segment: number,
): Promise<string> => {
  const draft = draftPath(sealedFolder, segment);
  const path = sealedPath(sealedFolder, segment);
  try {
    const file = await open(draft, 'w', PRIVATE);
    try {
      const blocks = gatherBlocks(scanSegment(segmentPath(logFolder, segment)), blockBytes, receivedAtOf);
      await writeSealed(file, blocks, betweenBlocks);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await syncFolder(sealedFolder);
  return path;
};

const goOn = async (): Promise<void> => {};

const writeSealed = async (
  file: FileHandle,
  gathered: AsyncIterable<Gathered>,
  betweenBlocks: NonNullable<Sealing['betweenBlocks']>,
): Promise<void> => {
  const blocks: PlacedBlock[] = [];
  let since = performance.now();
  let at = await writeAll(file, [FILE_HEADER], 0);
  for await (const { parts, ...block } of gathered) {
    const packed = await pack(Buffer.concat(parts), PACKING);
    const placed = { ...block, packedLength: packed.length, checksum: crc32(packed), at };
    blocks.push(placed);
    at = await writeAll(file, [writeBlockHeader(placed), packed], at);
    await betweenBlocks(performance.now() - since);
    since = performance.now();
  }
  await writeAll(file, [writeIndex(blocks, at)], at);
};

interface Gathered extends Omit<Block, 'packedLength' | 'checksum'> {
  readonly parts: readonly Buffer[];
}

/** A block is one stretch of the segment. Where bytes of it were damaged another begins. */
async function* gatherBlocks(
  found: ReturnType<typeof scanSegment>,
  blockBytes: number,
  receivedAtOf: Sealing['receivedAtOf'],
): AsyncGenerator<Gathered, void, void> {
  let [parts, from, rawLength]: [Buffer[], number, number] = [[], 0, 0];
  let [earliest, latest] = [0n, 0n];
  const block = (): Gathered => ({ parts, from, rawLength, records: parts.length / 2, earliest, latest });
  for await (const one of found) {
    if (one.kind !== 'entry') continue;
    if (rawLength > 0 && (from + rawLength !== one.at || rawLength >= blockBytes)) {
      yield block();
      [parts, rawLength] = [[], 0];
    }
    const time = receivedAtOf(one.payload);
    if (rawLength === 0) [from, earliest, latest] = [one.at, time, time];
    // clocks are set back now and then
    if (time < earliest) earliest = time;
    if (time > latest) latest = time;
    parts.push(writeHeader('entry', [one.payload], one.durable), one.payload);
    rawLength += one.length;
  }
  if (rawLength > 0) yield block();
}
