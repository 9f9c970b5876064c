import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { xlsxOf, zipOf } from './packed.ts';

const MEBIBYTE = 1024 * 1024;
const LOCAL = 0x04_03_4b_50;
const LISTED = 0x02_01_4b_50;

const blanks = (mebibytes: number): Buffer => Buffer.alloc(mebibytes * MEBIBYTE, ' ');
const gzipsIn = (depth: number): Buffer => (depth === 0 ? blanks(10) : gzipSync(gzipsIn(depth - 1)));

/** Many names for the same bytes, each of which unpacks: what 10 MB become 281 TB by. */
const overlappingZip = (names: number): Buffer => {
  const data = Buffer.from('question,answer\n'.repeat(20_000));
  const packed = deflateRawSync(data);
  const title = (at: number): Buffer => Buffer.from(`${String(at).padStart(4, '0')}.csv`);
  const local = header(LOCAL, data, packed, title(0));
  const listed = Array.from({ length: names }, (_none, at) => header(LISTED, data, packed, title(at)));
  const directory = Buffer.concat(listed);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06_05_4b_50, 0);
  end.writeUInt16LE(names, 8);
  end.writeUInt16LE(names, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(local.length + packed.length, 16);
  return Buffer.concat([local, packed, directory, end]);
};

/** The header before a file, or its entry in the list: both say the same at different places. */
const header = (signature: number, data: Buffer, packed: Buffer, title: Buffer): Buffer => {
  const isListed = signature === LISTED;
  const bytes = Buffer.alloc(isListed ? 46 : 30);
  const from = isListed ? 6 : 4;
  bytes.writeUInt32LE(signature, 0);
  bytes.writeUInt16LE(20, from);
  bytes.writeUInt16LE(8, from + 4);
  bytes.writeUInt32LE(crc32(data), from + 10);
  bytes.writeUInt32LE(packed.length, from + 14);
  bytes.writeUInt32LE(data.length, from + 18);
  bytes.writeUInt16LE(title.length, from + 22);
  return Buffer.concat([bytes, title]);
};

/** Files that are small to send and were made to be large when they are unpacked. */
export const bombs = (): ReadonlyMap<string, Uint8Array> => {
  const inner = zipOf([{ name: 'a.csv', bytes: blanks(10) }]);
  return new Map<string, Uint8Array>([
    ['1 MiB of NULs in gzip', gzipSync(Buffer.alloc(MEBIBYTE))],
    ['100 MiB of blanks in gzip', gzipSync(blanks(100))],
    ['gzip in gzip in gzip', gzipsIn(3)],
    ['100 MiB in one file of a zip', zipOf([{ name: 'a.csv', bytes: blanks(100) }])],
    [
      'many files of a zip',
      zipOf(Array.from({ length: 90 }, (_none, at) => ({ name: `${at}.csv`, bytes: blanks(3) }))),
    ],
    ['a zip in a zip', zipOf([{ name: 'inner.zip', bytes: inner }])],
    ['a zip in gzip', gzipSync(inner)],
    ['files that overlap', overlappingZip(90)],
    ['a workbook with a sheet of blanks', workbookWith(' '.repeat(50 * MEBIBYTE))],
    ['a workbook with one endless cell', workbookWith('x'.repeat(5 * MEBIBYTE))],
  ]);
};

const workbookWith = (text: string): Buffer =>
  xlsxOf([
    ['question', 'answer'],
    [text, text],
  ]);
