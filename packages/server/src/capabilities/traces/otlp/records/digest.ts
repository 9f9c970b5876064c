import type { ProtobufReader } from '../protobuf/reader.ts';

/**
 * 64 bits of what lies between: to tell a span that is sent again with other content from one that is sent again as it was. Nobody
 * gains by two that are alike, which would only be told as repeated; a hash against forgers would cost more than reading the span.
 */
export const digestOf = ({ bytes, view }: ProtobufReader, from: number, to: number): bigint => {
  let one = 0x9e3779b9 ^ (to - from);
  let other = 0x85ebca6b;
  let at = from;
  for (const last = to - 8; at <= last; at += 8) {
    one = Math.imul(one ^ view.getInt32(at, true), 0x2c1b3c6d);
    other = Math.imul(other ^ view.getInt32(at + 4, true), 0x297a2d39);
    const before = one;
    one = (((one << 13) | (one >>> 19)) + other) | 0;
    other = ((other << 17) | (other >>> 15)) ^ before;
  }
  for (; at < to; at += 1) {
    one = Math.imul(one ^ (bytes[at] ?? 0), 0x2c1b3c6d);
    other = Math.imul(other + one, 0x297a2d39);
  }
  const high = mixed((one + other) | 0);
  return (BigInt(high) << 32n) | BigInt(mixed(other ^ high));
};

/** Every bit that goes in changes half of those that come out. */
const mixed = (bits: number): number => {
  let mix = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  mix = Math.imul(mix ^ (mix >>> 13), 0xc2b2ae35);
  return (mix ^ (mix >>> 16)) >>> 0;
};
