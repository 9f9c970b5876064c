import { microsecondsOf } from '../timestamp.ts';
import type { TracesAsked } from '../span-store.ts';
import type { Extent } from './extents.ts';
import { i64, sql, type Sql } from './sql.ts';

/** So many times the rows that are wanted would be in the first window, if traces began evenly: more cost hardly anything. */
const AMPLE = 16;
/** Each window is so many times as long as the one before. */
const WIDER = 8;
/** What is not found in so many is rare, or long ago. */
const MOST = 3;
/** Of fewer traces all are read as fast as a part of them. */
const MANY = 3_000;

/**
 * Parts of the time at that end of it where a list begins, each with the one before in it, none of them all of it. Whoever
 * wants the first rows of a list finds them in one of these. Without, DuckDB reads up to 120,000 rows, and where they came in
 * the order of time each of them is the latest so far. They have one bound only, so that what reaches further than was known
 * is in each of them.
 */
export const windowsOf = (
  { first, last, traces }: Extent,
  { filters, after, limit }: Pick<TracesAsked, 'filters' | 'after' | 'limit'>,
  falling: boolean,
): Sql[] => {
  if (traces < MANY) return [];
  const from = Math.max(first, falling ? first : (after?.value ?? first), instant(filters.from) ?? first);
  const to = Math.min(last, falling ? (after?.value ?? last) : last, instant(filters.to) ?? last);
  return lengths(to - from, ((last - first) * limit * AMPLE) / traces).map((length) =>
    falling
      ? sql`and start_us >= ${i64(Math.floor(to - length))}`
      : sql`and start_us <= ${i64(Math.ceil(from + length))}`,
  );
};

const instant = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : microsecondsOf(text);

/** Without those that are nearly everything. */
const lengths = (all: number, first: number): number[] =>
  Array.from({ length: MOST }, (_, nth) => Math.ceil(first * WIDER ** nth)).filter((length) => length * 2 < all);
