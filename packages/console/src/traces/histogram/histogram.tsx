import { counted } from '../../text/count.ts';
import { type Bar, ceilingOf } from './bars.ts';
import { type Brush, endsOf, useBrush } from './use-brush.ts';

const HEIGHT = 64;
const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const DAY = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const DAY_MS = 86_400_000;

interface HistogramProps {
  readonly bars: readonly Bar[];
  readonly onNarrow: (from: number, to: number) => void;
}

const wordsOf = (bars: readonly Bar[], brush: Brush): string => {
  const [first, last] = endsOf(brush);
  const chosen = bars.slice(first, last + 1);
  const [begin, end] = [chosen[0]?.from ?? 0, chosen.at(-1)?.to ?? 0];
  const traces = chosen.reduce((all, bar) => all + bar.traces, 0);
  const errors = chosen.reduce((all, bar) => all + bar.errors, 0);
  return `${DAY.format(begin)} to ${end - begin < DAY_MS ? CLOCK.format(end) : DAY.format(end)}: ${counted(traces, 'trace')}, ${errors} failed`;
};

const Bars = ({ bars }: { readonly bars: readonly Bar[] }) => {
  const scale = HEIGHT / ceilingOf(bars);
  return (
    <>
      {bars.map(({ from, traces, errors }, index) =>
        traces === 0 ? undefined : (
          <g key={from}>
            <rect
              x={index + 0.1}
              width={0.8}
              y={HEIGHT - traces * scale}
              height={(traces - errors) * scale}
              className="fill-info"
            />
            <rect
              x={index + 0.1}
              width={0.8}
              y={HEIGHT - errors * scale}
              height={errors * scale}
              className="fill-bad"
            />
          </g>
        ),
      )}
    </>
  );
};

/** What began when, failed ones below. A part of it is chosen by dragging, or by arrows, Shift and Enter. */
export const Histogram = ({ bars, onNarrow }: HistogramProps) => {
  const last = bars.length - 1;
  const { brush, handlers } = useBrush(bars.length, (first, end) => {
    const [begin, until] = [bars[first]?.from, bars[end]?.to];
    if (begin !== undefined && until !== undefined) onNarrow(begin, until);
  });
  const [first, end] = brush === undefined ? [0, -1] : endsOf(brush);
  return (
    <div className="relative">
      <svg
        role="slider"
        tabIndex={0}
        aria-label="Narrow the time: arrows choose, with Shift more, Enter narrows to it"
        aria-orientation="horizontal"
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={brush?.head ?? last}
        aria-valuetext={brush === undefined ? 'nothing chosen' : wordsOf(bars, brush)}
        viewBox={`0 0 ${bars.length} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="h-16 w-full cursor-crosshair touch-pan-y"
        {...handlers}
      >
        <rect width={bars.length} height={HEIGHT} className="fill-transparent" />
        {brush !== undefined && <rect x={first} width={end - first + 1} height={HEIGHT} className="fill-accent-soft" />}
        <Bars bars={bars} />
        <rect y={HEIGHT - 0.5} width={bars.length} height={0.5} className="fill-line-strong" />
      </svg>
      <div className="flex justify-between gap-4 pt-1 text-small text-muted">
        <span>{DAY.format(bars[0]?.from)}</span>
        <span role="status" className="text-ink">
          {brush === undefined ? '' : wordsOf(bars, brush)}
        </span>
        <span>{DAY.format(bars.at(-1)?.to)}</span>
      </div>
    </div>
  );
};
