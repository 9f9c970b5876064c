import type { ProofsReport, ReportLine } from '@holdfast/protocol/proofs/report';

export interface ProofsFilter {
  readonly outcome: string | undefined;
  readonly kind: string | undefined;
  readonly capability: string | undefined;
}

const fits = (wanted: string | undefined, is: string): boolean => wanted === undefined || wanted === is;

export const chosen = (lines: readonly ReportLine[], filter: ProofsFilter): readonly ReportLine[] =>
  lines.filter(
    (line) =>
      fits(filter.outcome, line.outcome.kind) &&
      fits(filter.kind, line.kind) &&
      fits(filter.capability, line.capability),
  );

const WORST_FIRST = ['fell-short', 'errored', 'held', 'not-run'] as const;

/** What somebody must look at stands above what holds. */
export const worstFirst = (lines: readonly ReportLine[]): readonly ReportLine[] =>
  lines.toSorted((one, other) => WORST_FIRST.indexOf(one.outcome.kind) - WORST_FIRST.indexOf(other.outcome.kind));

export const namesOf = (sums: ProofsReport['by_kind']): readonly string[] => sums.map(({ name }) => name);
