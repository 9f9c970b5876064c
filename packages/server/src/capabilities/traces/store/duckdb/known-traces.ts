/**
 * Says of a trace that it is new, and is never wrong then; of a few that are new it says that they may be known. Most spans are of
 * traces that just began, and need not be looked for.
 */
export interface KnownTraces {
  add(workspace: bigint, trace: bigint): void;
  mayKnow(workspace: bigint, trace: bigint): boolean;
  /** Holds more than it can tell apart well: time to make a larger one. */
  readonly isFull: boolean;
}

const HASHES = 6;
const BITS_PER_TRACE = 16;
const WORD = 32;

/** A Bloom filter for about so many traces. */
export const createKnownTraces = (traces: number): KnownTraces => {
  const words = 2 ** Math.ceil(Math.log2(Math.max(traces, 65_536) * BITS_PER_TRACE)) / WORD;
  const bits = new Uint32Array(words);
  const most = (words * WORD) / BITS_PER_TRACE;
  const mask = words * WORD - 1;
  let added = 0;
  const mix = (value: bigint): number => {
    let hash = Number(value & 0xffff_ffffn) ^ Math.imul(Number((value >> 32n) & 0xffff_ffffn), 0x9e37_79b1);
    hash ^= Math.imul(Number((value >> 64n) & 0xffff_ffffn), 0x85eb_ca77);
    hash ^= Math.imul(Number(value >> 96n), 0xc2b2_ae3d);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b_3c6d);
    hash = Math.imul(hash ^ (hash >>> 12), 0x297a_2d39);
    return (hash ^ (hash >>> 15)) >>> 0;
  };
  const places = (workspace: bigint, trace: bigint): readonly [number, number] => [
    mix(trace ^ workspace),
    mix((trace << 1n) ^ workspace ^ SALT) | 1,
  ];

  return {
    add(workspace, trace) {
      const [first, step] = places(workspace, trace);
      for (let hash = 0; hash < HASHES; hash += 1) {
        const at = (first + Math.imul(hash, step)) & mask;
        bits[at >>> 5] = (bits[at >>> 5] ?? 0) | (1 << (at & 31));
      }
      added += 1;
    },
    mayKnow(workspace, trace) {
      const [first, step] = places(workspace, trace);
      for (let hash = 0; hash < HASHES; hash += 1) {
        const at = (first + Math.imul(hash, step)) & mask;
        if (((bits[at >>> 5] ?? 0) & (1 << (at & 31))) === 0) return false;
      }
      return true;
    },
    get isFull() {
      return added > most;
    },
  };
};

const SALT = 0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c834n;
