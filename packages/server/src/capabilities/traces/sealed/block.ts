import { crc32 } from 'node:zlib';

/** One compressed stretch of a segment of the log, and what can be known of it without opening it. */
export interface Block {
  /** Where its first byte was in the segment. */
  readonly from: number;
  readonly rawLength: number;
  readonly packedLength: number;
  /** Of the packed bytes. */
  readonly checksum: number;
  readonly records: number;
  /** Of its first and its last record, in microseconds. */
  readonly earliest: bigint;
  readonly latest: bigint;
}

/** A block with its place in the file; its packed bytes begin behind its header. */
export interface PlacedBlock extends Block {
  readonly at: number;
}

/**
 * A block begins with this, so that a file whose index is lost is still read. Magic, place in the segment, lengths, checksum of what
 * follows, records, first and last time, and a checksum of all these. Little-endian.
 */
export const BLOCK_HEADER_BYTES = 48;

const MAGIC = 0x42_53_46_48;
const CHECKED_BYTES = 44;

export const writeBlockHeader = (block: Block): Buffer => {
  const header = Buffer.alloc(BLOCK_HEADER_BYTES);
  header.writeUInt32LE(MAGIC, 0);
  header.writeUIntLE(block.from, 4, 6);
  header.writeUInt32LE(block.rawLength, 12);
  header.writeUInt32LE(block.packedLength, 16);
  header.writeUInt32LE(block.checksum, 20);
  header.writeUInt32LE(block.records, 24);
  header.writeBigUInt64LE(block.earliest, 28);
  header.writeBigUInt64LE(block.latest, 36);
  header.writeUInt32LE(crc32(header.subarray(0, CHECKED_BYTES)), CHECKED_BYTES);
  return header;
};

/** Undefined where there is none, or a damaged one. */
export const readBlockHeader = (bytes: Buffer, at = 0): Block | undefined => {
  if (bytes.length - at < BLOCK_HEADER_BYTES || bytes.readUInt32LE(at) !== MAGIC) return undefined;
  if (crc32(bytes.subarray(at, at + CHECKED_BYTES)) !== bytes.readUInt32LE(at + CHECKED_BYTES)) return undefined;
  return {
    from: bytes.readUIntLE(at + 4, 6),
    rawLength: bytes.readUInt32LE(at + 12),
    packedLength: bytes.readUInt32LE(at + 16),
    checksum: bytes.readUInt32LE(at + 20),
    records: bytes.readUInt32LE(at + 24),
    earliest: bytes.readBigUInt64LE(at + 28),
    latest: bytes.readBigUInt64LE(at + 36),
  };
};

/** Where the next whole header begins, from a place on; -1 where none does. */
export const findBlock = (bytes: Buffer, from: number): number => {
  for (let at = bytes.indexOf(FIRST_BYTES, from); at !== -1; at = bytes.indexOf(FIRST_BYTES, at + 1)) {
    if (readBlockHeader(bytes, at) !== undefined) return at;
  }
  return -1;
};

const FIRST_BYTES = Buffer.from('HFSB');
