import type { TraceFilters } from '@holdfast/protocol/traces/filters';
import { microsecondsOf } from '../timestamp.ts';

/** A time cut into equal stretches; all in microseconds since 1970. */
export interface Stretches {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

const US_PER_SECOND = 1_000_000;
/** People read these; what lies between them is rounded up. */
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400];

/** At most so many, each of a length that people know, over what was asked for and there is. */
export const stretchesOf = (
  { from, to }: Pick<TraceFilters, 'from' | 'to'>,
  there: { readonly first: number; readonly last: number },
  most: number,
): Stretches => {
  const begin = from === undefined ? there.first : Math.max(microsecondsOf(from), there.first);
  const end = to === undefined ? there.last + 1 : Math.min(microsecondsOf(to), there.last + 1);
  const seconds = Math.max(end - begin, 1) / US_PER_SECOND;
  const least = seconds / most;
  const known = STEPS.find((step) => step >= least && Math.ceil(seconds / step) + 1 <= most);
  const step = (known ?? Math.ceil(seconds / Math.max(1, most - 1) / 86_400) * 86_400) * US_PER_SECOND;
  return { from: Math.floor(begin / step) * step, to: end, step };
};

export const secondsOf = ({ step }: Stretches): number => step / US_PER_SECOND;
