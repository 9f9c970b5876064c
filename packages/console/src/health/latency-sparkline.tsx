import type { Check } from './check.ts';
import { CHECKS_KEPT } from './health-watch.ts';

const WIDTH = 120;
const HEIGHT = 24;
const MARGIN = 2;

/** One line for each run of checks that were answered: nothing is drawn across a gap. */
const linesOf = (checks: readonly Check[], highest: number): string =>
  checks
    .map((check, index) => {
      if ('failure' in check) return '';
      const x = MARGIN + ((CHECKS_KEPT - checks.length + index) / (CHECKS_KEPT - 1)) * (WIDTH - 2 * MARGIN);
      const y = HEIGHT - MARGIN - (check.tookMs / highest) * (HEIGHT - 2 * MARGIN);
      const before = checks[index - 1];
      return `${before === undefined || 'failure' in before ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}h.01`;
    })
    .join('');

/** How long the checks took, from nothing to the longest of them. */
export const LatencySparkline = ({ checks }: { readonly checks: readonly Check[] }) => {
  const took = checks.flatMap((check) => ('failure' in check ? [] : check.tookMs));
  if (took.length === 0) return undefined;
  const [shortest, longest] = [Math.min(...took), Math.max(...took)];
  return (
    <svg
      role="img"
      aria-label={`Time of the last ${took.length} answered checks: ${Math.round(shortest)} to ${Math.round(longest)} ms`}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className="h-6 w-30 fill-none stroke-accent"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={`M0 ${HEIGHT - 0.5}H${WIDTH}`} className="stroke-line" strokeWidth="1" />
      <path d={linesOf(checks, Math.max(longest, 1))} />
    </svg>
  );
};
