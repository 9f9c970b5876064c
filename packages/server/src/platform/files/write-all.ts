import type { FileHandle } from 'node:fs/promises';

/** Writes all of it from a place on, and says where it ends: the system may take less than it is given, as much as is left at last. */
export const writeAll = async (file: FileHandle, parts: readonly Uint8Array[], from: number): Promise<number> => {
  let [rest, at] = [[...parts], from];
  while (rest.length > 0) {
    const { bytesWritten } = await file.writev(rest.slice(0, MOST_PARTS), at);
    at += bytesWritten;
    rest = dropBytes(rest, bytesWritten);
  }
  return at;
};

/** What one call of the system takes. */
const MOST_PARTS = 1024;

const dropBytes = (parts: readonly Uint8Array[], bytes: number): Uint8Array[] => {
  let left = bytes;
  return parts.flatMap((part) => {
    if (left >= part.byteLength) {
      left -= part.byteLength;
      return [];
    }
    const kept = part.subarray(left);
    left = 0;
    return [kept];
  });
};
