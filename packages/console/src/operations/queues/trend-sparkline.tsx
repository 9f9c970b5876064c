import { countOf } from '../../text/count.ts';
import { type Look, TREND_MS } from './queue-trend.ts';

const WIDTH = 120;
const HEIGHT = 24;
const MARGIN = 2;

const heightOf = (value: number, highest: number): number =>
  HEIGHT - MARGIN - (value / highest) * (HEIGHT - 2 * MARGIN);

/** What was seen holds until the next look. */
const lineOf = (trend: readonly Look[], highest: number): string => {
  const last = trend.at(-1)?.at ?? 0;
  return trend
    .map(({ at, open }, index) => {
      const x = WIDTH - MARGIN - ((last - at) / TREND_MS) * (WIDTH - 2 * MARGIN);
      const y = heightOf(open, highest).toFixed(1);
      return index === 0 ? `M${x.toFixed(1)} ${y}` : `H${x.toFixed(1)}V${y}`;
    })
    .join('');
};

/** Jobs still to be done, as this page saw them, from none to the most there were. */
export const TrendSparkline = ({ of, trend }: { readonly of: string; readonly trend: readonly Look[] }) => {
  const counts = trend.map(({ open }) => open);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const highest = Math.max(most, 1);
  return (
    <svg
      role="img"
      aria-label={`${of}, jobs still to be done at the last ${trend.length} looks: ${countOf(least)} to ${countOf(most)}`}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className="h-6 w-30 fill-none stroke-accent"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={`M0 ${HEIGHT - 0.5}H${WIDTH}`} className="stroke-line" strokeWidth="1" />
      <path d={lineOf(trend, highest)} />
      <circle
        cx={WIDTH - MARGIN}
        cy={heightOf(counts.at(-1) ?? 0, highest)}
        r="1.75"
        className="fill-accent stroke-none"
      />
    </svg>
  );
};
