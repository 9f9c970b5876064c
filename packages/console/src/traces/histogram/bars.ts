import type { TraceHistogram } from '@holdfast/protocol/traces/overview';

/** A stretch of time and what began in it. */
export interface Bar {
  readonly from: number;
  readonly to: number;
  readonly traces: number;
  readonly errors: number;
}

/** More than this is no picture. */
const MOST = 120;

/** Lengths that people read, in seconds. */
const LENGTHS = [1, 5, 10, 30, 60, 300, 600, 1_800, 3_600, 10_800, 21_600, 43_200, 86_400];
const DAY = 86_400;

interface Asked {
  readonly from: number | undefined;
  readonly to: number | undefined;
}

/** The server cuts what there is, which may be the last minute of a day: of what was asked for that would be too many bars. */
const lengthOf = (seconds: number, span: number): number => {
  const fits = (length: number) => length % seconds === 0 && span / length <= MOST;
  if (fits(seconds)) return seconds;
  const known = LENGTHS.find((length) => length > seconds && fits(length));
  const several = Math.ceil(DAY / seconds) * seconds;
  return known ?? Math.ceil(span / MOST / several) * several;
};

const foldedBy = (buckets: TraceHistogram['buckets'], step: number, offset: number) => {
  const known = new Map<number, { readonly traces: number; readonly errors: number }>();
  for (const { at, traces, errors } of buckets) {
    const index = Math.floor((Date.parse(at) - offset) / step);
    const before = known.get(index) ?? { traces: 0, errors: 0 };
    known.set(index, { traces: before.traces + traces, errors: before.errors + errors });
  }
  return known;
};

/** One bar for each stretch from the first to the last moment that was asked for, also where nothing began. */
export const barsOf = ({ from, to, step_seconds: seconds, buckets }: TraceHistogram, asked: Asked): readonly Bar[] => {
  if (from === null || to === null || seconds <= 0) return [];
  const origin = Date.parse(buckets[0]?.at ?? from);
  const begin = Math.min(asked.from ?? origin, origin);
  const end = Math.max(asked.to ?? 0, Date.parse(to));
  const step = lengthOf(seconds, (end - begin) / 1_000) * 1_000;
  // longer bars begin with the hour or the day, those of the server where it cut
  const offset = step === seconds * 1_000 ? origin % step : 0;
  const first = Math.floor((begin - offset) / step);
  const known = foldedBy(buckets, step, offset);
  return Array.from({ length: Math.max(1, Math.ceil((end - offset) / step) - first) }, (_, index) => {
    const at = offset + (first + index) * step;
    const { traces, errors } = known.get(first + index) ?? { traces: 0, errors: 0 };
    return { from: at, to: at + step, traces, errors };
  });
};

/** A round number that no bar is higher than. */
export const ceilingOf = (bars: readonly Bar[]): number => {
  const most = bars.reduce((high, { traces }) => Math.max(high, traces), 1);
  const power = 10 ** Math.floor(Math.log10(most));
  return ([1, 2, 5, 10].find((step) => step * power >= most) ?? 10) * power;
};
