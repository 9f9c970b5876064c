import { open } from 'node:fs/promises';
import { checksumOf, findHeader, HEADER_BYTES, readHeader } from './record.ts';

/** A stretch of a segment: a record that is whole, or bytes that are none. */
export type Found =
  | {
      readonly kind: 'entry';
      readonly at: number;
      readonly length: number;
      readonly durable: number;
      readonly payload: Buffer;
    }
  | { readonly kind: 'end'; readonly at: number; readonly length: number; readonly durable: number }
  | { readonly kind: 'damage'; readonly at: number; readonly length: number; readonly why: string };

const WINDOW_BYTES = 4 * 1024 * 1024;

/**
 * Goes through a segment from a place on, up to a length where one is given. What is damaged is told with its extent, and the
 * next whole record after it is looked for: one bad sector costs what is in it and nothing else.
 */
export async function* scanSegment(path: string, from = 0, to?: number): AsyncGenerator<Found, void, void> {
  const file = await open(path, 'r');
  try {
    const end = to ?? (await file.stat()).size;
    let [window, start] = [Buffer.alloc(0), from];
    const fill = async (at: number, bytes: number): Promise<Buffer> => {
      const [has, wants] = [start + window.length, Math.min(at + bytes, end)];
      if (at < start || wants > has) {
        const size = Math.min(Math.max(bytes, WINDOW_BYTES), end - at);
        const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(size), 0, size, at);
        [window, start] = [buffer.subarray(0, bytesRead), at];
      }
      return window.subarray(at - start, wants - start);
    };

    for (let at = from; at < end;) {
      const header = readHeader(await fill(at, HEADER_BYTES));
      const after = header === undefined ? undefined : at + HEADER_BYTES + header.length;
      if (header === undefined || after === undefined || after > end) {
        const next = await nextHeader(fill, at + 1, end);
        const why = header === undefined ? 'no record begins here' : 'a record is cut off';
        yield { kind: 'damage', at, length: next - at, why };
        at = next;
        continue;
      }
      const payload = Buffer.from(await fill(at + HEADER_BYTES, header.length));
      if (checksumOf([payload]) !== header.checksum) {
        yield { kind: 'damage', at, length: after - at, why: 'the checksum of a record is wrong' };
      } else if (header.kind === 'end') yield { kind: 'end', at, length: after - at, durable: header.durable };
      else yield { kind: 'entry', at, length: after - at, durable: header.durable, payload };
      at = after;
    }
  } finally {
    await file.close();
  }
}

const nextHeader = async (
  fill: (at: number, bytes: number) => Promise<Buffer>,
  from: number,
  end: number,
): Promise<number> => {
  for (let at = from; at < end;) {
    const bytes = await fill(at, WINDOW_BYTES);
    const found = findHeader(bytes, 0);
    if (found !== -1) return at + found;
    if (at + bytes.length >= end || bytes.length < HEADER_BYTES) return end;
    // a header may lie across the edge
    at += bytes.length - HEADER_BYTES + 1;
  }
  return end;
};
