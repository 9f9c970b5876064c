import type { ReadBatch, ReadRow } from '../../reading/reading.ts';

/** The same rows, so many together, however many come at once. */
export async function* inBatches(
  batches: AsyncIterable<ReadBatch>,
  count: number,
): AsyncGenerator<readonly ReadRow[], void, void> {
  let held: ReadRow[] = [];
  for await (const { rows } of batches) {
    for (const row of rows) {
      held.push(row);
      if (held.length < count) continue;
      yield held;
      held = [];
    }
  }
  if (held.length > 0) yield held;
}
