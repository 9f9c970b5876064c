import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { counted } from '../../text/count.ts';
import { type Bar, ceilingOf } from './bars.ts';

const HEIGHT = 64;
const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const DAY = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const DAY_MS = 86_400_000;

/** Bars that are chosen, in either direction. */
interface Brush {
  readonly anchor: number;
  readonly head: number;
}

interface HistogramProps {
  readonly bars: readonly Bar[];
  readonly onNarrow: (from: number, to: number) => void;
}

const ends = ({ anchor, head }: Brush): readonly [number, number] => [Math.min(anchor, head), Math.max(anchor, head)];

const wordsOf = (bars: readonly Bar[], brush: Brush): string => {
  const [first, last] = ends(brush);
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
            <rect x={index + 0.1} width={0.8} y={HEIGHT - traces * scale} height={(traces - errors) * scale} className="fill-info" />
            <rect x={index + 0.1} width={0.8} y={HEIGHT - errors * scale} height={errors * scale} className="fill-bad" />
          </g>
        ),
      )}
    </>
  );
};

/** The next brush for a key; undefined for a key that has no meaning here. */
const moved = (key: string, isExtending: boolean, brush: Brush, count: number): Brush | undefined => {
  const heads: Readonly<Record<string, number>> = {
    ArrowLeft: brush.head - 1,
    ArrowDown: brush.head - 1,
    ArrowRight: brush.head + 1,
    ArrowUp: brush.head + 1,
    Home: 0,
    End: count - 1,
  };
  const next = heads[key];
  if (next === undefined) return undefined;
  const head = Math.min(count - 1, Math.max(0, next));
  return { anchor: isExtending ? brush.anchor : head, head };
};

/** What began when, failed ones below. A part of it is chosen by dragging, or by arrows, Shift and Enter. */
export const Histogram = ({ bars, onNarrow }: HistogramProps) => {
  const [brush, setBrush] = useState<Brush | undefined>(undefined);
  const box = useRef<SVGSVGElement>(null);
  const isDragging = useRef(false);
  const last = bars.length - 1;
  const narrow = (chosen: Brush): void => {
    const [first, end] = ends(chosen);
    const [begin, until] = [bars[first]?.from, bars[end]?.to];
    setBrush(undefined);
    if (begin !== undefined && until !== undefined) onNarrow(begin, until);
  };
  const barAt = (event: PointerEvent): number => {
    const { left = 0, width = 1 } = box.current?.getBoundingClientRect() ?? {};
    return Math.min(last, Math.max(0, Math.floor(((event.clientX - left) / width) * bars.length)));
  };
  const press = (event: KeyboardEvent): void => {
    const current = brush ?? { anchor: last, head: last };
    const next = brush === undefined && event.key.startsWith('Arrow') ? current : moved(event.key, event.shiftKey, current, bars.length);
    if (event.key === 'Enter' && brush !== undefined) narrow(brush);
    else if (event.key === 'Escape') setBrush(undefined);
    else if (next === undefined) return;
    else setBrush(next);
    event.preventDefault();
  };
  const [first, end] = brush === undefined ? [0, -1] : ends(brush);
  return (
    <div className="relative">
      <svg
        ref={box}
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
        onKeyDown={press}
        onBlur={() => setBrush(undefined)}
        onPointerDown={(event) => {
          isDragging.current = true;
          event.currentTarget.setPointerCapture(event.pointerId);
          setBrush({ anchor: barAt(event), head: barAt(event) });
        }}
        onPointerMove={(event) => {
          if (isDragging.current) setBrush((before) => ({ anchor: before?.anchor ?? barAt(event), head: barAt(event) }));
        }}
        onPointerUp={() => {
          if (isDragging.current && brush !== undefined) narrow(brush);
          isDragging.current = false;
        }}
        onPointerCancel={() => {
          isDragging.current = false;
          setBrush(undefined);
        }}
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
