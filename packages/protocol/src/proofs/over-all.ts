import type { ProofsReport } from './report.ts';

type Counts = ProofsReport['counts'];

/** Over the whole catalogue: what was not chosen was not run. */
export const countsOverAll = ({ counts, headline }: Pick<ProofsReport, 'counts' | 'headline'>): Counts => ({
  ...counts,
  not_run: headline.promises - counts.held - counts.fell_short - counts.errored,
});

const PARTS = [
  ['held', 'held'],
  ['fell_short', 'fell short'],
  ['errored', 'not judged'],
  ['not_run', 'not run'],
] as const satisfies readonly (readonly [keyof Counts, string])[];

const everyOne = (count: number): string => {
  if (count === 1) return 'it';
  return count === 2 ? 'both' : 'all';
};

/** What became of a choice, in place of a verdict: `2 chosen, both held`. */
export const choiceInWords = (counts: Counts): string => {
  const parts = PARTS.map(([name, word]) => ({ count: counts[name], word })).filter(({ count }) => count > 0);
  const chosen = parts.reduce((sum, { count }) => sum + count, 0);
  const [first, ...others] = parts;
  if (first === undefined) return 'Nothing was chosen';
  if (others.length === 0)
    return `${chosen} chosen, ${chosen === 1 && first.word === 'not run' ? 'it was' : everyOne(chosen)} ${first.word}`;
  return `${chosen} chosen: ${parts.map(({ count, word }) => `${count} ${word}`).join(', ')}`;
};
