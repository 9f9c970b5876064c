import { isUtf8 } from 'node:buffer';

/** How many bytes there are before a character that the end cuts in two. */
export const wholeCharacters = (bytes: Buffer): number => {
  const { length } = bytes;
  for (let back = 1; back <= 3 && back <= length; back += 1) {
    const byte = bytes[length - back] ?? 0;
    if (byte < 0x80) return length;
    if (byte < 0xc0) continue;
    const needs = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    return needs > back ? length - back : length;
  }
  return length;
};

const isValidTo = (bytes: Buffer, length: number): boolean => {
  const part = bytes.subarray(0, length);
  return isUtf8(part.subarray(0, wholeCharacters(part)));
};

/** Where the first byte stands that cannot be: of bytes that are not valid. */
const firstInvalid = (bytes: Buffer): number => {
  let valid = 0;
  let invalid = bytes.length;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    if (isValidTo(bytes, middle)) valid = middle;
    else invalid = middle;
  }
  return wholeCharacters(bytes.subarray(0, valid));
};

/** Looks at bytes that come in pieces. */
export interface Utf8Check {
  /** The offset of the first byte that cannot be, once there was one. */
  look(chunk: Buffer): number | undefined;
  end(): number | undefined;
}

export const createUtf8Check = (): Utf8Check => {
  let rest: Buffer = Buffer.alloc(0);
  let before = 0;
  return {
    look(chunk) {
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      const whole = wholeCharacters(bytes);
      if (!isUtf8(bytes.subarray(0, whole))) return before + firstInvalid(bytes.subarray(0, whole));
      before += whole;
      rest = Buffer.from(bytes.subarray(whole));
      return undefined;
    },
    end: () => (rest.length === 0 ? undefined : before),
  };
};
