const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** How far back a list looks, by the word in the address. */
export const RANGES = [
  ['15m', 'Last 15 minutes', 15 * MINUTE],
  ['1h', 'Last hour', HOUR],
  ['6h', 'Last 6 hours', 6 * HOUR],
  ['24h', 'Last 24 hours', 24 * HOUR],
  ['7d', 'Last 7 days', 7 * 24 * HOUR],
  ['30d', 'Last 30 days', 30 * 24 * HOUR],
] as const;

export const USUAL_RANGE = '24h';
export const ALL_TIME = 'all';

export interface TimeRange {
  readonly from?: string;
  readonly to?: string;
}

/** What a list is asked for: a fixed stretch when the address has one, else so far back from now. */
export const timeOf = (words: Readonly<Record<string, string>>, now: number): TimeRange => {
  const [from, to] = [words['from'], words['to']];
  if (from !== undefined || to !== undefined) {
    return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  }
  const range = words['range'] ?? USUAL_RANGE;
  if (range === ALL_TIME) return {};
  const ms = RANGES.find(([word]) => word === range)?.[2] ?? 24 * HOUR;
  return { from: new Date(now - ms).toISOString() };
};
