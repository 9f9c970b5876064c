import type { RandomAccess } from './random-access.ts';
import { damagedZip, refuse, refuseDensity, tooLarge } from './refusals.ts';
import { readEntry } from './zip-entry.ts';
import type { ZipEntry } from './zip-entry.ts';

export interface ZipLimits {
  readonly mostEntries: number;
  readonly mostEntryBytes: number;
  readonly mostUnpackedBytes: number;
}

const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
const LONGEST_DIRECTORY = 16 * 1024 * 1024;

/** The files of an archive in the order of its list, after everything was looked at that an attack could lie about. */
export const readZipDirectory = (access: RandomAccess, limits: ZipLimits): readonly ZipEntry[] => {
  const end = findEnd(access);
  if (end.entries > limits.mostEntries)
    return refuse(`The archive has ${end.entries} entries, and ${limits.mostEntries} are the most.`);
  const entries = readEntries(access, end);
  refuseRepeats(entries);
  refuseOverlap(entries, end.directoryOffset);
  refuseSize(entries, limits);
  return entries.filter(({ name }) => !name.endsWith('/'));
};

interface End {
  readonly entries: number;
  readonly directoryOffset: number;
  readonly directoryBytes: number;
}

const findEnd = (access: RandomAccess): End => {
  const length = Math.min(access.size, END_BYTES + LONGEST_COMMENT);
  const from = access.size - length;
  const tail = access.read(from, length);
  for (let at = length - END_BYTES; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) !== END_SIGNATURE || tail.readUInt16LE(at + 20) !== length - END_BYTES - at) continue;
    const entries = tail.readUInt16LE(at + 10);
    const directoryBytes = tail.readUInt32LE(at + 12);
    const directoryOffset = tail.readUInt32LE(at + 16);
    if (tail.readUInt16LE(at + 4) !== 0 || tail.readUInt16LE(at + 8) !== entries)
      return refuse('The archive is one part of several. Send it in one.');
    if (entries === 0xffff || directoryOffset === 0xffffffff)
      return refuse('The archive is of the kind for huge files (zip64).');
    if (directoryBytes > LONGEST_DIRECTORY || directoryOffset + directoryBytes > from + at)
      return damagedZip('its list of files lies outside of it');
    return { entries, directoryOffset, directoryBytes };
  }
  return damagedZip('its end is missing');
};

const readEntries = (access: RandomAccess, { entries, directoryOffset, directoryBytes }: End): ZipEntry[] => {
  const directory = access.read(directoryOffset, directoryBytes);
  const list: ZipEntry[] = [];
  let at = 0;
  for (let entry = 0; entry < entries; entry += 1) {
    const read = readEntry(access, directory, at, directoryOffset);
    list.push(read.entry);
    at = read.next;
  }
  if (at !== directoryBytes) return damagedZip('its list of files is longer than it says');
  return list;
};

const refuseRepeats = (entries: readonly ZipEntry[]): void => {
  const names = new Set<string>();
  for (const { name } of entries) {
    if (names.has(name)) refuse('Two files of the archive have the same name.', name);
    names.add(name);
  }
};

/** Files that share their bytes are how 10 MB become 281 TB. */
const refuseOverlap = (entries: readonly ZipEntry[], directoryOffset: number): void => {
  let free = 0;
  for (const { name, headerOffset, dataOffset, packedBytes } of entries.toSorted(
    (a, b) => a.headerOffset - b.headerOffset,
  )) {
    if (headerOffset < free) refuse('Files of the archive lie within each other.', name);
    free = dataOffset + packedBytes;
    if (free > directoryOffset) refuse('A file of the archive runs into its list of files.', name);
  }
};

const refuseSize = (entries: readonly ZipEntry[], { mostEntryBytes, mostUnpackedBytes }: ZipLimits): void => {
  let sum = 0;
  for (const { name, bytes, packedBytes } of entries) {
    sum += bytes;
    if (bytes > mostEntryBytes) tooLarge('A file of the archive', mostEntryBytes, name);
    if (sum > mostUnpackedBytes) tooLarge('The archive', mostUnpackedBytes, undefined);
    refuseDensity(bytes, packedBytes, name);
  }
};
