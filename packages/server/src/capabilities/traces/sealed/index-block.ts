import { crc32 } from 'node:zlib';
import { BLOCK_HEADER_BYTES, readBlockHeader, writeBlockHeader, type PlacedBlock } from './block.ts';

/** How a sealed file begins and ends, and the list of its blocks before the end. */
export const FILE_HEADER = Buffer.from('HFSEAL\u0001\n', 'latin1');
export const FOOTER_BYTES = 24;

const MAGIC = 0x46_53_46_48;
const PLACE_BYTES = 6;
const ENTRY_BYTES = PLACE_BYTES + BLOCK_HEADER_BYTES;

export const writeIndex = (blocks: readonly PlacedBlock[], at: number): Buffer => {
  const index = Buffer.alloc(blocks.length * ENTRY_BYTES);
  for (const [number, block] of blocks.entries()) {
    index.writeUIntLE(block.at, number * ENTRY_BYTES, PLACE_BYTES);
    writeBlockHeader(block).copy(index, number * ENTRY_BYTES + PLACE_BYTES);
  }
  const footer = Buffer.alloc(FOOTER_BYTES);
  footer.writeUIntLE(at, 0, PLACE_BYTES);
  footer.writeUInt32LE(blocks.length, 8);
  footer.writeUInt32LE(crc32(index), 12);
  footer.writeUInt32LE(crc32(footer.subarray(0, 16)), 16);
  footer.writeUInt32LE(MAGIC, 20);
  return Buffer.concat([index, footer]);
};

export interface IndexPlace {
  readonly at: number;
  readonly length: number;
  readonly checksum: number;
}

/** Undefined where the file does not end as a sealed file does. */
export const readFooter = (footer: Buffer): IndexPlace | undefined => {
  if (footer.length !== FOOTER_BYTES || footer.readUInt32LE(20) !== MAGIC) return undefined;
  if (crc32(footer.subarray(0, 16)) !== footer.readUInt32LE(16)) return undefined;
  const length = footer.readUInt32LE(8) * ENTRY_BYTES;
  return { at: footer.readUIntLE(0, PLACE_BYTES), length, checksum: footer.readUInt32LE(12) };
};

export const readIndex = (index: Buffer, { length, checksum }: IndexPlace): PlacedBlock[] | undefined => {
  if (index.length !== length || crc32(index) !== checksum) return undefined;
  const blocks: PlacedBlock[] = [];
  for (let at = 0; at < length; at += ENTRY_BYTES) {
    const block = readBlockHeader(index, at + PLACE_BYTES);
    if (block === undefined) return undefined;
    blocks.push({ ...block, at: index.readUIntLE(at, PLACE_BYTES) });
  }
  return blocks;
};
