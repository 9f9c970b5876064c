import type { Promised } from '../catalogue/id-list.ts';
import type { Result } from '../run/run-scenario.ts';
import type { Calibration } from './calibrate.ts';
import { lineOf, type ReportLine } from './line.ts';
import type { Machine } from './machine.ts';
import { countOutcomes, sumsBy, type Counts, type Sum } from './sums.ts';
import { judge, type Verdict } from './verdict.ts';

/** Grows when a reader of the JSON has to change. */
export const REPORT_SCHEMA_VERSION = 1;

export interface Report {
  readonly schema_version: number;
  readonly started_at: string;
  readonly seconds: number;
  readonly seed: number;
  readonly version: string;
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
  readonly machine: Machine;
  readonly calibration: Calibration;
  readonly promises: readonly Promised[];
  readonly selected: readonly Promised[];
  readonly results: readonly Result[];
}

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
    machine: ran.machine,
    calibration: ran.calibration,
    verdict: judge(lines),
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
