import { open, readFile, type FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { crc32, zstdDecompress } from 'node:zlib';
import { BLOCK_HEADER_BYTES, findBlock, readBlockHeader, type PlacedBlock } from './block.ts';
import { FILE_HEADER, FOOTER_BYTES, readFooter, readIndex } from './index-block.ts';
import { sealedPath } from './sealed-files.ts';

/** A segment of the log as it is kept for good. */
export interface SealedFile {
  readonly segment: number;
  readonly path: string;
  readonly bytes: number;
  /** In the order of the segment. */
  readonly blocks: readonly PlacedBlock[];
  /** What its start found, where its list of blocks cannot be believed. */
  readonly damage: SealedDamage | undefined;
}

export interface SealedDamage {
  readonly path: string;
  /** The damaged bytes of the file. */
  readonly at: number;
  readonly length: number;
  /** The spans of how many requests are lost; undefined where nobody knows. */
  readonly records: number | undefined;
  readonly why: string;
}

export const openSealed = async (folder: string, segment: number): Promise<SealedFile> => {
  const path = sealedPath(folder, segment);
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const blocks = await readBlocks(file, size);
    if (blocks !== undefined) return { segment, path, bytes: size, blocks, damage: undefined };
  } finally {
    await file.close();
  }
  const bytes = await readFile(path);
  const found = findBlocks(bytes);
  const last = found.at(-1);
  const at = last === undefined ? 0 : last.at + BLOCK_HEADER_BYTES + last.packedLength;
  const why = 'its list of blocks is damaged; what can be read without it is read';
  const damage = { path, at, length: Math.max(0, bytes.length - at), records: undefined, why };
  return { segment, path, bytes: bytes.length, blocks: found, damage };
};

const readBlocks = async (file: FileHandle, size: number): Promise<PlacedBlock[] | undefined> => {
  if (size < FILE_HEADER.length + FOOTER_BYTES) return undefined;
  const place = readFooter(await readAt(file, size - FOOTER_BYTES, FOOTER_BYTES));
  if (place === undefined || place.at + place.length + FOOTER_BYTES !== size) return undefined;
  return readIndex(await readAt(file, place.at, place.length), place);
};

/** Without the list, each block is known by its own header. */
const findBlocks = (bytes: Buffer): PlacedBlock[] => {
  const blocks: PlacedBlock[] = [];
  for (let at = findBlock(bytes, 0); at !== -1;) {
    const block = readBlockHeader(bytes, at);
    if (block === undefined) break;
    const end = at + BLOCK_HEADER_BYTES + block.packedLength;
    const previous = blocks.at(-1);
    // the list itself repeats the headers, behind the last block
    if (previous !== undefined && block.from <= previous.from) break;
    blocks.push({ ...block, at });
    // where the bytes of a block are cut off, the header of the next may lie within what was its place
    at = findBlock(bytes, end <= bytes.length ? end : at + 1);
  }
  return blocks;
};

const unpack = promisify(zstdDecompress);

/** The bytes of the segment that a block holds, or what is wrong with it. Never bytes that are not those that were sealed. */
export const readBlock = async (
  { path }: Pick<SealedFile, 'path'>,
  block: PlacedBlock,
): Promise<Buffer | SealedDamage> => {
  const file = await open(path, 'r');
  try {
    const packed = await readAt(file, block.at + BLOCK_HEADER_BYTES, block.packedLength);
    if (packed.length === block.packedLength && crc32(packed) === block.checksum) {
      const raw = await unpack(packed, {
        maxOutputLength: Math.max(1, block.rawLength),
        chunkSize: roomFor(block.rawLength),
      }).catch(() => undefined);
      if (raw?.length === block.rawLength) return raw;
    }
  } finally {
    await file.close();
  }
  const length = BLOCK_HEADER_BYTES + block.packedLength;
  return { path, at: block.at, length, records: block.records, why: 'the checksum of a block is wrong' };
};

/** All of a block at once: piece by piece each would take a turn of its own. */
const roomFor = (bytes: number): number => Math.min(Math.max(bytes, LEAST_ROOM), MOST_ROOM);
const LEAST_ROOM = 1024;
const MOST_ROOM = 16 * 1024 * 1024;

const readAt = async (file: FileHandle, at: number, length: number): Promise<Buffer> => {
  const bytes = Buffer.allocUnsafe(length);
  const { bytesRead } = await file.read(bytes, 0, length, at);
  return bytes.subarray(0, bytesRead);
};
