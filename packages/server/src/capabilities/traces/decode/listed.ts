import { DIALECTS } from '../dialects/dialects.ts';
import type { Side } from './cutting.ts';

export interface Listed {
  readonly bytes: Buffer;
  readonly side: Side;
  readonly dialects: number;
}

const prefixes = (): readonly Listed[] =>
  DIALECTS.flatMap(({ said }, index) => {
    const of = (side: Side, names: readonly string[] = []): Listed[] =>
      names.map((name) => ({ bytes: Buffer.from(`${name}.`), side, dialects: 1 << index }));
    return [...of('last', said?.listedBelow?.input), ...of('first', said?.listedBelow?.output)];
  });

/** Lists of messages whose every member is an attribute, by what its name begins with. */
export const LISTED = prefixes();

const ZERO = 0x30;
const NINE = 0x39;
const DOT = 0x2e;
const MOST_DIGITS = 6;

/** Which list this attribute belongs to. */
export const listOf = (source: Buffer, from: number, to: number): Listed | undefined =>
  STARTS[source[from] ?? 0] === 1 ? find(source, from, to) : undefined;

const find = (source: Buffer, from: number, to: number): Listed | undefined => {
  for (const list of LISTED) if (beginsWith(source, from, to, list.bytes)) return list;
  return undefined;
};

/** 1 for each byte that one of them begins with: nearly all attributes begin otherwise. */
const STARTS = new Uint8Array(256);
for (const { bytes } of LISTED) STARTS[bytes[0] ?? 0] = 1;

const beginsWith = (source: Buffer, from: number, to: number, name: Buffer): boolean => {
  if (to - from <= name.length || source[from] !== name[0]) return false;
  for (let at = name.length - 1; at > 0; at -= 1) if (source[from + at] !== name[at]) return false;
  return true;
};

/** The number behind that beginning, or -1. */
export const numberAt = (source: Buffer, from: number, to: number): number => {
  let number = 0;
  for (let at = from; at < to; at += 1) {
    const byte = source[at] ?? 0;
    if (byte === DOT && at > from) return number;
    if (byte < ZERO || byte > NINE || at - from === MOST_DIGITS) return -1;
    number = number * 10 + byte - ZERO;
  }
  return to > from ? number : -1;
};
