import { secondsWords } from './rule-words.ts';

const TIMES = [60, 300, 600, 900, 1_800, 3_600, 14_400, 28_800, 86_400, 259_200, 604_800];

/** The usual times, and the one that is there. */
const timesWith = (value: string): readonly number[] =>
  [...new Set([...TIMES, ...(value === '' ? [] : [Number(value)])])].toSorted((one, other) => one - other);

interface TimeOptionsProps {
  readonly value: string;
  /** What it is called that there is none. */
  readonly none: string;
}

/** Times to choose from, in a select. */
export const TimeOptions = ({ value, none }: TimeOptionsProps) => (
  <>
    <option value="">{none}</option>
    {timesWith(value).map((seconds) => (
      <option key={seconds} value={String(seconds)}>
        {secondsWords(seconds)}
      </option>
    ))}
  </>
);
