/** The part of a trace's time that is drawn, in nanoseconds since it began. */
export interface Sight {
  readonly from: number;
  readonly to: number;
}

const STEPS = [1, 2, 5] as const;

const SECOND = 1e9;
/** Above a minute round numbers are others. */
const LONG_STEPS = [60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400].map(
  (step) => step * SECOND,
);

const stepOf = (rough: number): number => {
  const long = rough > 50 * SECOND ? LONG_STEPS.find((step) => step >= rough) : undefined;
  if (long !== undefined) return long;
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * (STEPS.find((one) => one * power >= rough) ?? 10);
};

/** Round moments in sight, `most` of them at most. */
export const ticksIn = ({ from, to }: Sight, most: number): readonly number[] => {
  const rough = (to - from) / Math.max(1, most);
  if (!(rough > 0)) return [from];
  const step = stepOf(rough);
  const first = Math.ceil(from / step);
  const count = Math.floor(to / step) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => (first + index) * step);
};

/** The least that can be looked at. */
const LEAST_NS = 100;

/** A part of the whole, not smaller than can be seen and not outside of it. */
export const sightWithin = (whole: number, { from, to }: Sight): Sight => {
  const size = Math.min(whole, Math.max(LEAST_NS, Math.abs(to - from)));
  const begin = Math.min(Math.max(0, Math.min(from, to)), whole - size);
  return { from: begin, to: begin + size };
};

/** Nearer or farther by a factor, round a moment that stays where it is. */
export const zoomed = (whole: number, { from, to }: Sight, factor: number, round = (from + to) / 2): Sight =>
  sightWithin(whole, { from: round - (round - from) * factor, to: round + (to - round) * factor });

/** Where a stretch of time is drawn, in percent of the width; undefined where it is not in sight. */
export const barIn = ({ from, to }: Sight, start: number, end: number) => {
  if (end < from || start > to) return undefined;
  const scale = 100 / Math.max(1, to - from);
  const left = Math.max(0, (start - from) * scale);
  return { left, width: Math.min(100, (end - from) * scale) - left };
};
