import { contentNumber } from '../thread/pair-text.ts';
import type { PackedVectors } from '../thread/messages.ts';
import type { StoredVector } from './store.ts';

const FLOAT_BYTES = 4;

/** Rows as one piece of memory that can be handed to a thread. */
export const packVectors = (
  { id: space, dimensions }: { readonly id: string; readonly dimensions: number },
  rows: readonly StoredVector[],
): PackedVectors => {
  const numbers = new Float32Array(rows.length * dimensions);
  const bytes = Buffer.from(numbers.buffer);
  const made: { id: string; content: number }[] = [];
  const without: string[] = [];
  for (const { id, vector, content_hash: hash } of rows) {
    if (vector === null || hash === null || vector.length !== dimensions * FLOAT_BYTES) {
      without.push(id);
      continue;
    }
    vector.copy(bytes, made.length * dimensions * FLOAT_BYTES);
    made.push({ id, content: contentNumber(hash) });
  }
  return { space, dimensions, numbers, made, without };
};
