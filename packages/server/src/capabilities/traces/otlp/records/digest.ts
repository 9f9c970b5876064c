import type { ProtobufReader } from '../protobuf/reader.ts';

/**
 * 64 bits of what lies between: to tell a span that is sent again with other content from one that is sent again as it was. Nobody
 * gains by two that are alike, which would only be told as repeated; a hash against forgers would cost more than reading the span.
 */
export const digestOf = ({ bytes, view }: ProtobufReader, from: number, to: number): bigint => {
  let [a, b, c, d] = [0x9e3779b9 ^ (to - from), 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f];
  let at = from;
  // four at once, because a processor multiplies them beside each other
  for (const last = to - 16; at <= last; at += 16) {
    a = Math.imul(a ^ view.getInt32(at, true), 0x2c1b3c6d);
    b = Math.imul(b ^ view.getInt32(at + 4, true), 0x297a2d39);
    c = Math.imul(c ^ view.getInt32(at + 8, true), 0x1b56c4e9);
    d = Math.imul(d ^ view.getInt32(at + 12, true), 0x4b7d4c2b);
    [a, b] = [(((a << 13) | (a >>> 19)) + d) | 0, ((b << 15) | (b >>> 17)) ^ a];
    [c, d] = [(((c << 17) | (c >>> 15)) + b) | 0, ((d << 11) | (d >>> 21)) ^ c];
  }
  for (; at < to; at += 1) {
    a = Math.imul(a ^ (bytes[at] ?? 0), 0x2c1b3c6d);
    b = Math.imul(b + a, 0x297a2d39);
  }
  const high = mixed((a + mixed(c)) | 0);
  result.setUint32(0, high);
  result.setUint32(4, mixed(b ^ mixed(d) ^ high));
  return result.getBigUint64(0);
};

/** Both halves become one number here, without the numbers in between. */
const result = new DataView(new ArrayBuffer(8));

/** Every bit that goes in changes half of those that come out. */
const mixed = (bits: number): number => {
  let mix = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  mix = Math.imul(mix ^ (mix >>> 13), 0xc2b2ae35);
  return (mix ^ (mix >>> 16)) >>> 0;
};
