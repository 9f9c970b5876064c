import { microsecondsOf } from '../timestamp.ts';
import type { TracesAsked } from '../span-store.ts';
import type { Connection } from './connection.ts';
import { i64, sql, u128, type Sql } from './sql.ts';

/** A part of the time in which traces began, in microseconds; both ends belong to it. */
interface Window {
  readonly from: number;
  readonly to: number;
}

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
 * the order of time each of them is the latest so far.
 */
export const windowsOf = async (
  connection: Connection,
  workspace: bigint,
  { filters, after, limit }: Pick<TracesAsked, 'filters' | 'after' | 'limit'>,
  falling: boolean,
): Promise<Sql[]> => {
  // without a condition on anything else DuckDB has the answer almost without reading
  const [row] = await connection.all(sql`
    select min(start_us) as first, max(start_us) as last, count(*) as traces from traces where workspace = ${u128(workspace)}`);
  const [first, last, traces] = [Number(row?.['first']), Number(row?.['last']), Number(row?.['traces'])];
  if (traces < MANY) return [];
  const from = Math.max(first, falling ? first : (after?.value ?? first), instant(filters.from) ?? first);
  const to = Math.min(last, falling ? (after?.value ?? last) : last, instant(filters.to) ?? last);
  return lengths(to - from, ((last - first) * limit * AMPLE) / traces).map((length) =>
    within(falling ? { from: to - length, to } : { from, to: from + length }),
  );
};

const instant = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : microsecondsOf(text);

/** Without those that are nearly everything. */
const lengths = (all: number, first: number): number[] =>
  Array.from({ length: MOST }, (_, nth) => Math.ceil(first * WIDER ** nth)).filter((length) => length * 2 < all);

const within = ({ from, to }: Window): Sql =>
  sql`and start_us between ${i64(Math.floor(from))} and ${i64(Math.ceil(to))}`;
