import { isDeepStrictEqual } from 'node:util';
import type { PatchPlace } from '@holdfast/protocol/workflows/workflow';
import type { StoredPatch } from '../store/patches.ts';

export interface SortedOut {
  readonly fresh: readonly StoredPatch[];
  readonly repeated: number;
  /** Of those that are repeated. */
  readonly differing: number;
}

const nameOf = ({ node, sequence }: Pick<PatchPlace, 'node' | 'sequence'>): string => `${sequence} ${node}`;

/** Tells patches that are new from those that are there, or came before in the same request. */
export const sortOut = (patches: readonly StoredPatch[], there: readonly StoredPatch[]): SortedOut => {
  const known = new Map(there.map((patch) => [nameOf(patch), patch]));
  const fresh: StoredPatch[] = [];
  let differing = 0;
  for (const patch of patches) {
    const before = known.get(nameOf(patch));
    if (before === undefined) {
      known.set(nameOf(patch), patch);
      fresh.push(patch);
    } else if (!isSame(before, patch)) differing += 1;
  }
  return { fresh, repeated: patches.length - fresh.length, differing };
};

/** In whatever order its keys were written. */
const isSame = (one: StoredPatch, other: StoredPatch): boolean =>
  one.time === other.time &&
  one.trace_id === other.trace_id &&
  one.span_id === other.span_id &&
  (one.patch === other.patch || isDeepStrictEqual(JSON.parse(one.patch), JSON.parse(other.patch)));
