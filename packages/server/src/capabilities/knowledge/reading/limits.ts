import type { ReadingLimits } from './reading.ts';

const MEBIBYTE = 1024 * 1024;

export const READING_LIMITS: ReadingLimits = {
  mostRows: 100_000,
  mostUnpackedBytes: 200 * MEBIBYTE,
  mostEntryBytes: 50 * MEBIBYTE,
  mostEntries: 100,
  mostRecordCharacters: MEBIBYTE,
  heapMegabytes: 40,
  silentMs: 30_000,
  totalMs: 15 * 60_000,
};
