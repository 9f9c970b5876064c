import { fstatSync, readSync } from 'node:fs';
import { UnreadableFile } from '../unreadable-file.ts';

/** Bytes of which any part can be had. It is read in a thread of its own, where nobody else waits. */
export interface RandomAccess {
  readonly size: number;
  /** Into the memory that is given, or into new memory. */
  read(offset: number, length: number, into?: Buffer): Buffer;
}

const CHUNK_BYTES = 64 * 1024;

/** `alive` hears of every look into the file. */
export const fileAccess = (descriptor: number, alive: () => void): RandomAccess => ({
  size: fstatSync(descriptor).size,
  read(offset, length, into = Buffer.allocUnsafeSlow(length)) {
    alive();
    const bytes = into.subarray(0, length);
    let had = 0;
    while (had < length) {
      const more = readSync(descriptor, bytes, had, length - had, offset + had);
      if (more === 0) throw new UnreadableFile('damaged', 'The file ends before its own lists say that it does.');
      had += more;
    }
    return bytes;
  },
});

export const bufferAccess = (bytes: Buffer): RandomAccess => ({
  size: bytes.length,
  read: (offset, length) => bytes.subarray(offset, offset + length),
});

/** Each chunk in memory of its own. */
export function* chunksBetween(access: RandomAccess, from: number, to: number): Generator<Buffer> {
  for (let at = from; at < to; at += CHUNK_BYTES) yield access.read(at, Math.min(CHUNK_BYTES, to - at));
}

/** All in the same memory. */
export function* passingChunks(access: RandomAccess): Generator<Buffer> {
  const memory = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  for (let at = 0; at < access.size; at += CHUNK_BYTES)
    yield access.read(at, Math.min(CHUNK_BYTES, access.size - at), memory);
}
