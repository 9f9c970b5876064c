import { crc32 } from 'node:zlib';

/**
 * How a record lies in a segment: magic, length and checksum of what follows, how much of the segment was durable when it was
 * written, and a checksum of these four, so that a damaged length is not believed. All numbers are little-endian.
 */
export const HEADER_BYTES = 24;

/** What one record may hold. */
export const MOST_RECORD_BYTES = 256 * 1024 * 1024;

export type RecordKind = 'entry' | 'end';

const MAGIC: Readonly<Record<RecordKind, number>> = { entry: 0x31524648, end: 0x31454648 };
const CHECKED_BYTES = 20;
const DURABLE_BYTES = 6;

export interface Header {
  readonly kind: RecordKind;
  readonly length: number;
  readonly checksum: number;
  /** Everything before this was acknowledged, whatever became of the record itself. */
  readonly durable: number;
}

export const writeHeader = (kind: RecordKind, payload: readonly Uint8Array[], durable: number): Buffer => {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32LE(MAGIC[kind], 0);
  header.writeUInt32LE(lengthOf(payload), 4);
  header.writeUInt32LE(checksumOf(payload), 8);
  header.writeUIntLE(durable, 12, DURABLE_BYTES);
  header.writeUInt32LE(crc32(header.subarray(0, CHECKED_BYTES)), CHECKED_BYTES);
  return header;
};

/** Undefined where there is none, or a damaged one. */
export const readHeader = (bytes: Buffer, at = 0): Header | undefined => {
  if (bytes.length - at < HEADER_BYTES) return undefined;
  const kind = kindOf(bytes.readUInt32LE(at));
  const checksum = crc32(bytes.subarray(at, at + CHECKED_BYTES));
  if (kind === undefined || checksum !== bytes.readUInt32LE(at + CHECKED_BYTES)) return undefined;
  const length = bytes.readUInt32LE(at + 4);
  if (length > MOST_RECORD_BYTES) return undefined;
  return { kind, length, checksum: bytes.readUInt32LE(at + 8), durable: bytes.readUIntLE(at + 12, DURABLE_BYTES) };
};

const kindOf = (magic: number): RecordKind | undefined => {
  if (magic === MAGIC.entry) return 'entry';
  return magic === MAGIC.end ? 'end' : undefined;
};

export const lengthOf = (parts: readonly Uint8Array[]): number =>
  parts.reduce((sum, { byteLength }) => sum + byteLength, 0);

export const checksumOf = (parts: readonly Uint8Array[]): number => parts.reduce((sum, part) => crc32(part, sum), 0);

/** Where the next whole header begins, from a place on; -1 where none does. */
export const findHeader = (bytes: Buffer, from: number): number => {
  for (let at = bytes.indexOf(FIRST_BYTES, from); at !== -1; at = bytes.indexOf(FIRST_BYTES, at + 1)) {
    if (readHeader(bytes, at) !== undefined) return at;
  }
  return -1;
};

/** Both kinds begin with these. */
const FIRST_BYTES = Buffer.from('HF');
