import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipFile {
  readonly name: string;
  readonly data: Uint8Array | string;
  /** What the list says of it besides the truth. */
  readonly lies?: Partial<Readonly<Record<keyof typeof FIELDS, number>>>;
  /** Where the list says it is: of another file. */
  readonly at?: number;
}

/** Fields of the list that a test may falsify, by their place and width. */
const FIELDS = {
  flags: [8, 2],
  method: [10, 2],
  checksum: [16, 4],
  packedBytes: [20, 4],
  bytes: [24, 4],
  disk: [34, 2],
  attributes: [38, 4],
} as const;

/** A zip archive, with as many lies in it as a test wants. */
export const writeZip = (files: readonly ZipFile[]): Buffer => {
  const parts: Buffer[] = [];
  const list: Buffer[] = [];
  let offset = 0;
  for (const { name, data, lies = {}, at } of files) {
    const bytes = Buffer.from(data);
    const packed = deflateRawSync(bytes);
    const title = Buffer.from(name);
    const sizes = Buffer.alloc(12);
    sizes.writeUInt32LE(crc32(bytes), 0);
    sizes.writeUInt32LE(packed.length, 4);
    sizes.writeUInt32LE(bytes.length, 8);
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(20, 4);
    header.writeUInt16LE(8, 8);
    sizes.copy(header, 14);
    header.writeUInt16LE(title.length, 26);
    const listed = Buffer.alloc(46);
    listed.writeUInt32LE(0x02014b50, 0);
    listed.writeUInt16LE(8, 10);
    sizes.copy(listed, 16);
    listed.writeUInt16LE(title.length, 28);
    listed.writeUInt32LE(at ?? offset, 42);
    for (const [field, value] of Object.entries(lies)) {
      const [place, width] = FIELDS[field as keyof typeof FIELDS];
      listed.writeUIntLE(value, place, width);
    }
    parts.push(header, title, packed);
    list.push(listed, title);
    offset += header.length + title.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(Buffer.concat(list).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...list, end]);
};
