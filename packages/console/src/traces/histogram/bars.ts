import type { TraceHistogram } from '@holdfast/protocol/traces/overview';

/** A stretch of time and what began in it. */
export interface Bar {
  readonly from: number;
  readonly to: number;
  readonly traces: number;
  readonly errors: number;
}

/** More than this is no picture. */
const MOST = 400;

interface Asked {
  readonly from: number | undefined;
  readonly to: number | undefined;
}

/** One bar for each step from the first to the last moment that was asked for, also where nothing began. */
export const barsOf = ({ from, to, step_seconds: seconds, buckets }: TraceHistogram, asked: Asked): readonly Bar[] => {
  if (from === null || to === null || seconds <= 0) return [];
  const step = seconds * 1_000;
  const origin = Date.parse(buckets[0]?.at ?? from);
  const first = Math.floor((Math.min(asked.from ?? origin, origin) - origin) / step);
  const end = Math.max(asked.to ?? 0, Date.parse(to));
  const count = Math.min(MOST, Math.max(1, Math.ceil((end - origin) / step) - first));
  const known = new Map(buckets.map((bucket) => [Math.round((Date.parse(bucket.at) - origin) / step), bucket]));
  return Array.from({ length: count }, (_, index) => {
    const at = origin + (first + index) * step;
    const bucket = known.get(first + index);
    return { from: at, to: at + step, traces: bucket?.traces ?? 0, errors: bucket?.errors ?? 0 };
  });
};

/** A round number that no bar is higher than. */
export const ceilingOf = (bars: readonly Bar[]): number => {
  const most = bars.reduce((high, { traces }) => Math.max(high, traces), 1);
  const power = 10 ** Math.floor(Math.log10(most));
  return ([1, 2, 5, 10].find((step) => step * power >= most) ?? 10) * power;
};
