/** Where a place stands among the rows that are shown; where it would stand if it were. Rows rise. */
export const rowAt = (rows: readonly number[], place: number): number => {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle] ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The next of some places after one, and the first after the last. */
export const nextOf = (places: readonly number[], place: number): number | undefined =>
  places.find((one) => one > place) ?? places[0];

/** The one before it, and the last before the first. */
export const beforeOf = (places: readonly number[], place: number): number | undefined =>
  places.findLast((one) => one < place) ?? places.at(-1);
