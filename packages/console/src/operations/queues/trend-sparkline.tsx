import { countOf } from '../../text/count.ts';
import { LOOKS_KEPT } from './queue-trend.ts';

const WIDTH = 120;
const HEIGHT = 24;
const MARGIN = 2;

const heightOf = (value: number, highest: number): number =>
  HEIGHT - MARGIN - (value / highest) * (HEIGHT - 2 * MARGIN);

const lineOf = (trend: readonly number[], highest: number): string =>
  trend
    .map((value, index) => {
      const x = MARGIN + ((LOOKS_KEPT - trend.length + index) / (LOOKS_KEPT - 1)) * (WIDTH - 2 * MARGIN);
      return `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${heightOf(value, highest).toFixed(1)}`;
    })
    .join('');

/** Jobs still to be done, as this page saw them, from none to the most there were. */
export const TrendSparkline = ({ of, trend }: { readonly of: string; readonly trend: readonly number[] }) => {
  const [least, most] = [Math.min(...trend), Math.max(...trend)];
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
        cy={heightOf(trend.at(-1) ?? 0, highest)}
        r="1.75"
        className="fill-accent stroke-none"
      />
    </svg>
  );
};
