import { isUtf8 } from 'node:buffer';
import { crc32 } from 'node:zlib';
import { inflate } from './inflate.ts';
import { chunksBetween } from './random-access.ts';
import type { RandomAccess } from './random-access.ts';
import { damagedZip, refuse } from './refusals.ts';

export interface ZipEntry {
  /** As it is shown: it is never used as a path. */
  readonly name: string;
  readonly bytes: number;
  readonly packedBytes: number;
  readonly isPacked: boolean;
  readonly checksum: number;
  readonly headerOffset: number;
  readonly dataOffset: number;
}

const LISTED_SIGNATURE = 0x02014b50;
const LISTED_BYTES = 46;
const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_BYTES = 30;
/** Encrypted in one way or another. */
const ENCRYPTED = 0x2041;
const STORED = 0;
const DEFLATED = 8;
const FILE_TYPE = 0xf000;
const SYMBOLIC_LINK = 0xa000;

interface Listed {
  readonly entry: ZipEntry;
  /** Where the list goes on. */
  readonly next: number;
}

/** An entry of the list, held against the header that stands before its data. */
export const readEntry = (access: RandomAccess, directory: Buffer, at: number, directoryOffset: number): Listed => {
  if (at + LISTED_BYTES > directory.length || directory.readUInt32LE(at) !== LISTED_SIGNATURE)
    return damagedZip('its list of files ends early');
  const nameBytes = directory.readUInt16LE(at + 28);
  const extraBytes = directory.readUInt16LE(at + 30);
  const next = at + LISTED_BYTES + nameBytes + extraBytes + directory.readUInt16LE(at + 32);
  if (next > directory.length) return damagedZip('its list of files ends early');
  const rawName = directory.subarray(at + LISTED_BYTES, at + LISTED_BYTES + nameBytes);
  const name = nameOf(rawName);
  const extra = directory.subarray(at + LISTED_BYTES + nameBytes, at + LISTED_BYTES + nameBytes + extraBytes);
  const [bytes, packedBytes, headerOffset] = widened(
    [directory.readUInt32LE(at + 24), directory.readUInt32LE(at + 20), directory.readUInt32LE(at + 42)],
    extra,
  );
  const method = directory.readUInt16LE(at + 10);
  if ((directory.readUInt16LE(at + 8) & ENCRYPTED) !== 0) return refuse('The archive is encrypted.', name);
  if (method !== STORED && method !== DEFLATED)
    return refuse(`A file of the archive is packed by method ${method}. Only deflate is read.`, name);
  if (((directory.readUInt32LE(at + 38) >>> 16) & FILE_TYPE) === SYMBOLIC_LINK)
    return refuse('The archive has a symbolic link.', name);
  if (directory.readUInt16LE(at + 34) !== 0) return refuse('The archive is one part of several.', name);
  const dataOffset = dataOffsetOf(access, { headerOffset, directoryOffset, method, rawName });
  if (method === STORED && bytes !== packedBytes) return damagedZip('sizes disagree', name);
  const isPacked = method === DEFLATED;
  const checksum = directory.readUInt32LE(at + 16);
  return { entry: { name, bytes, packedBytes, isPacked, checksum, headerOffset, dataOffset }, next };
};

interface Header {
  readonly headerOffset: number;
  readonly directoryOffset: number;
  readonly method: number;
  readonly rawName: Buffer;
}

/** The header says its name and method once more. Where the two disagree, somebody wants two programs to see two things. */
const dataOffsetOf = (access: RandomAccess, { headerOffset, directoryOffset, method, rawName }: Header): number => {
  if (headerOffset + LOCAL_BYTES + rawName.length > directoryOffset) return damagedZip('a file lies outside of it');
  const header = access.read(headerOffset, LOCAL_BYTES + rawName.length);
  if (header.readUInt32LE(0) !== LOCAL_SIGNATURE) return damagedZip('a file is not where the list says');
  const isSame = header.readUInt16LE(26) === rawName.length && header.subarray(LOCAL_BYTES).equals(rawName);
  if (!isSame || header.readUInt16LE(8) !== method) return damagedZip('a file and the list of files disagree');
  return headerOffset + LOCAL_BYTES + rawName.length + header.readUInt16LE(28);
};

const MAXIMUM = 0xffffffff;
const WIDE_FIELD = 1;

type Sizes = readonly [bytes: number, packedBytes: number, headerOffset: number];

/** Some writers note every size with 64 bits, however small it is. */
const widened = (sizes: Sizes, extra: Buffer): Sizes => {
  if (!sizes.includes(MAXIMUM)) return sizes;
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== WIDE_FIELD) continue;
    const end = at + 4 + extra.readUInt16LE(at + 2);
    let field = at + 4;
    const wide = (size: number): number => {
      if (size !== MAXIMUM) return size;
      if (field + 8 > end || end > extra.length) return damagedZip('a size is missing');
      field += 8;
      return Number(extra.readBigUInt64LE(field - 8));
    };
    return [wide(sizes[0]), wide(sizes[1]), wide(sizes[2])];
  }
  return damagedZip('a size is missing');
};

const LONGEST_NAME = 1_000;

const nameOf = (raw: Buffer): string => {
  if (raw.length === 0 || raw.length > LONGEST_NAME)
    return refuse('A file of the archive has no name, or a very long one.');
  const name = (isUtf8(raw) ? raw.toString('utf8') : raw.toString('latin1')).normalize('NFC');
  const isOutside = name.startsWith('/') || /^[a-z]:/i.test(name) || name.split(/[/\\]/).includes('..');
  if (isOutside || /[\u0000-\u001f\u007f]/.test(name)) return refuse('A file of the archive has a name that is none.');
  return name;
};

/** The bytes of an entry, with their number and checksum held against what the list says. */
export async function* chunksOfEntry(access: RandomAccess, entry: ZipEntry): AsyncGenerator<Buffer> {
  const { name, bytes, packedBytes, dataOffset, isPacked } = entry;
  const chunks = chunksBetween(access, dataOffset, dataOffset + packedBytes);
  const unpacked = isPacked ? inflate({ how: 'raw', chunks, packedBytes, mostBytes: bytes, entry: name }) : chunks;
  let had = 0;
  let checksum = 0;
  for await (const chunk of unpacked) {
    had += chunk.length;
    checksum = crc32(chunk, checksum);
    yield chunk;
  }
  if (had !== bytes || checksum !== entry.checksum) damagedZip('a file is not what its checksum says', name);
}
