import { REPORT_SCHEMA_VERSION } from '@holdfast/protocol/proofs/report';
import type { Promised } from '../catalogue/id-list.ts';
import type { Result } from '../run/run-scenario.ts';
import type { Calibration } from './calibrate.ts';
import { lineOf, type ReportLine } from './line.ts';
import type { Machine } from './machine.ts';
import { countOutcomes, sumsBy, type Counts, type Sum } from './sums.ts';
import { judge, judgeLive, judgePartial, type Verdict } from './verdict.ts';

/** What `ProofsReport` of the protocol describes; a test holds them together. */
export interface Report {
  readonly schema_version: typeof REPORT_SCHEMA_VERSION;
  readonly started_at: string;
  readonly seconds: number;
  readonly seed: number;
  readonly version: string;
  /** The live deployment that was asked. */
  readonly target: string | null;
  /** Chosen by more than the tier: nothing is said over the whole. */
  readonly partial: boolean;
  /** What to keep in mind when reading it. */
  readonly remarks: readonly string[];
  readonly machine: Machine;
  readonly calibration: Calibration;
  readonly verdict: Verdict;
  /** Over the whole catalogue: what was not chosen was not proven either. */
  readonly headline: { readonly promises: number; readonly held: number; readonly not_proven: number };
  readonly counts: Counts;
  readonly by_capability: readonly Sum[];
  readonly by_kind: readonly Sum[];
  readonly lines: readonly ReportLine[];
}

export interface Ran {
  readonly startedAt: Date;
  readonly seconds: number;
  readonly seed: number;
  readonly version: string;
  readonly target: string | null;
  readonly partial: boolean;
  readonly remarks: readonly string[];
  readonly machine: Machine;
  readonly calibration: Calibration;
  readonly promises: readonly Promised[];
  readonly selected: readonly Promised[];
  readonly results: readonly Result[];
}

const verdictOf = ({ target, partial }: Ran, lines: readonly ReportLine[]): Verdict => {
  if (target !== null) return judgeLive(lines);
  return partial ? judgePartial(lines) : judge(lines);
};

export const makeReport = (ran: Ran): Report => {
  const resultOf = new Map(ran.results.map((result) => [result.scenario.id, result]));
  const lines = ran.selected.map((promised) => lineOf(promised, resultOf.get(promised.id)));
  const counts = countOutcomes(lines);
  return {
    schema_version: REPORT_SCHEMA_VERSION,
    started_at: ran.startedAt.toISOString(),
    seconds: ran.seconds,
    seed: ran.seed,
    version: ran.version,
    target: ran.target,
    partial: ran.partial,
    remarks: ran.remarks,
    machine: ran.machine,
    calibration: ran.calibration,
    verdict: verdictOf(ran, lines),
    headline: {
      promises: ran.promises.length,
      held: counts.held,
      not_proven: ran.promises.length - counts.held - counts.fell_short,
    },
    counts,
    by_capability: sumsBy(lines, ({ capability }) => capability),
    by_kind: sumsBy(lines, ({ kind }) => kind),
    lines,
  };
};
