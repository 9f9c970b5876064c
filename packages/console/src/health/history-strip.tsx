import { clockTime } from '../text/clock-time.tsx';
import { CHECKS_KEPT } from './health-watch.ts';
import { tallyOf, type Tick } from './tick.ts';

const STEP = 4;
const BAR = 3;
const HEIGHT = 20;

/** The worse, the taller: what went wrong is seen without telling colours apart. */
const LOOKS: Readonly<Record<Tick['state'], { readonly height: number; readonly className: string }>> = {
  ok: { height: 7, className: 'fill-ok' },
  starting: { height: 13, className: 'fill-info' },
  draining: { height: 13, className: 'fill-info' },
  degraded: { height: 13, className: 'fill-warn' },
  down: { height: HEIGHT, className: 'fill-bad' },
  unknown: { height: HEIGHT, className: 'fill-none stroke-muted' },
  absent: { height: 1, className: 'fill-line-strong' },
};

const Bar = ({ tick, slot }: { readonly tick: Tick; readonly slot: number }) => {
  const { height, className } = LOOKS[tick.state];
  const edge = tick.state === 'unknown' ? 0.5 : 0;
  return (
    <rect
      x={slot * STEP + edge}
      y={HEIGHT - height + edge}
      width={BAR - 2 * edge}
      height={height - 2 * edge}
      className={className}
    >
      <title>{`${clockTime(tick.at)} ${tick.state}`}</title>
    </rect>
  );
};

interface HistoryStripProps {
  readonly of: string;
  readonly ticks: readonly Tick[];
}

/** The last checks as bars, newest at the right. */
export const HistoryStrip = ({ of, ticks }: HistoryStripProps) => {
  const empty = CHECKS_KEPT - ticks.length;
  return (
    <svg
      role="img"
      aria-label={`${of}, last ${ticks.length} checks: ${tallyOf(ticks)}`}
      viewBox={`0 0 ${CHECKS_KEPT * STEP} ${HEIGHT}`}
      className="h-5 w-full md:w-60"
      preserveAspectRatio="none"
    >
      <path
        d={`M0 ${HEIGHT - 0.5}H${empty * STEP}`}
        className="fill-none stroke-line-strong"
        strokeDasharray={`${BAR} ${STEP - BAR}`}
      />
      {ticks.map((tick, index) => (
        <Bar key={tick.at} tick={tick} slot={empty + index} />
      ))}
    </svg>
  );
};
