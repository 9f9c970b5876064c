import type { MeasuredFigure } from '../bars.ts';
import { capabilityOf, type Promised } from '../catalogue/id-list.ts';
import type { Outcome } from '../outcome.ts';
import type { Result } from '../run/run-scenario.ts';
import type { Kind, Tier, Weight } from '../scenario.ts';

/** What became of one promise. */
export interface ReportLine {
  readonly id: string;
  readonly title: string;
  readonly capability: string;
  readonly kind: Kind;
  readonly tier: Tier;
  /** Unknown while there is no proof. */
  readonly weight: Weight | null;
  readonly claim: string | null;
  readonly outcome: Outcome;
  readonly seconds: number;
  readonly figures: readonly MeasuredFigure[];
}

const NO_PROOF: Outcome = { kind: 'not-run', reason: 'no proof yet' };

export const lineOf = (promised: Promised, result: Result | undefined): ReportLine => ({
  id: promised.id,
  title: promised.title,
  capability: capabilityOf(promised.id),
  kind: promised.kind,
  tier: promised.tier,
  weight: result?.scenario.weight ?? null,
  claim: result?.scenario.claim ?? null,
  outcome: result?.outcome ?? NO_PROOF,
  seconds: Math.round(result?.milliseconds ?? 0) / 1000,
  figures: result?.figures ?? [],
});
