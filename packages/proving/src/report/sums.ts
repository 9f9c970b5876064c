import type { Outcome } from '../outcome.ts';

export interface Counts {
  readonly held: number;
  readonly fell_short: number;
  readonly errored: number;
  readonly not_run: number;
}

export interface Sum extends Counts {
  readonly name: string;
}

interface Judged {
  readonly outcome: Outcome;
}

export const countOutcomes = (lines: readonly Judged[]): Counts => {
  const count = (kind: Outcome['kind']) => lines.filter(({ outcome }) => outcome.kind === kind).length;
  return { held: count('held'), fell_short: count('fell-short'), errored: count('errored'), not_run: count('not-run') };
};

export const sumsBy = <Line extends Judged>(lines: readonly Line[], nameOf: (line: Line) => string): Sum[] =>
  [...Map.groupBy(lines, nameOf)].map(([name, members]) => ({ name, ...countOutcomes(members) }));
