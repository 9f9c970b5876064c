import type { MeasuredFigure } from '../bars.ts';
import type { Outcome } from '../outcome.ts';

export const OUTCOME_WORDS: Readonly<Record<Outcome['kind'], string>> = {
  held: 'held',
  'fell-short': 'FELL SHORT',
  errored: 'NOT JUDGED',
  'not-run': 'not run',
};

const THOUSAND = 1000;
const DIGITS = 3;

/** Three digits are what such a measurement is worth. */
export const inDigits = (value: number): string =>
  Math.abs(value) >= THOUSAND || Number.isInteger(value)
    ? Math.round(value).toLocaleString('en-US')
    : String(Number(value.toPrecision(DIGITS)));

export const withUnit = (value: number, unit: string): string => `${inDigits(value)} ${unit}`.trimEnd();

export const figureInWords = ({ name, value, unit, bar, kept }: MeasuredFigure): string => {
  const measured = `${name}: ${withUnit(value, unit)}`;
  if (bar === undefined) return measured;
  const than = bar.better === 'lower' ? 'at most' : 'at least';
  return `${measured} (${kept === true ? 'claimed' : 'MISSED:'} ${than} ${withUnit(bar.ours, bar.unit)}; elsewhere: ${bar.others})`;
};

const MOVED_WORDS = { better: 'better than before', worse: 'WORSE than before', changed: 'not as before' } as const;

/** Only what moved is worth a word. */
export const baselineInWords = ({ unit, baseline }: MeasuredFigure): string | undefined =>
  baseline === undefined || baseline.moved === null
    ? undefined
    : `${MOVED_WORDS[baseline.moved]}: median ${withUnit(baseline.median, unit)} of ${baseline.runs} runs, ` +
      `usually within ${withUnit(baseline.noise, unit)}`;

export const reasonInWords = (outcome: Outcome): string[] => {
  if (outcome.kind === 'held') return [];
  if (outcome.kind === 'not-run') return [outcome.reason];
  if (outcome.kind === 'errored') return [`could not be judged: ${outcome.reason}`];
  const { sentence, claimed, measured, facts } = outcome;
  return [
    `not so: ${sentence}`,
    ...(claimed === undefined ? [] : [`claimed ${claimed}, measured ${measured ?? 'nothing'}`]),
    ...Object.entries(facts)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`),
  ];
};
