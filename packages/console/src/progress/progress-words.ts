import { countOf } from '../text/count.ts';
import { type Step, wordsOf } from './time-left-words.ts';

export interface ProgressReading {
  readonly done: number;
  /** Null while nobody knows it. */
  readonly total: number | null;
  readonly unit: string;
  /** When this was so. */
  readonly at: number;
}

/** `1,200 of 4,000 rows`, or only how many are done. */
export const amountOf = ({ done, total, unit }: ProgressReading): string =>
  total === null ? `${countOf(done)} ${unit}` : `${countOf(done)} of ${countOf(total)} ${unit}`;

/** `32 rows a second`; of what is slower, how many a minute. */
export const rateWords = (rate: number | undefined, unit: string): string => {
  if (rate === undefined) return '';
  if (rate === 0) return 'nothing moves just now';
  if (rate >= 1) return `${countOf(rate >= 10 ? Math.round(rate) : Number(rate.toFixed(1)))} ${unit} a second`;
  return `${countOf(Number((rate * 60).toPrecision(2)))} ${unit} a minute`;
};

export const leftWords = (step: Step | undefined, total: number | null): string => {
  if (step !== undefined) return wordsOf(step);
  return total === null ? 'how much is left is not known' : 'time left not known yet';
};
