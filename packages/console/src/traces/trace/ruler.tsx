import { type PointerEvent, useMemo, useRef, useState } from 'react';
import { durationInFull } from '../../text/duration.ts';
import { densityOf } from './layout/density.ts';
import type { SpanTree } from './layout/span-node.ts';
import { type Sight, sightWithin, ticksIn } from './layout/time-axis.ts';

const COLUMNS = 400;
const MOST_LANES = 10;

interface RulerProps {
  readonly tree: SpanTree;
  readonly whole: number;
  readonly sight: Sight;
  readonly onSight: (sight: Sight) => void;
}

const pathOf = (runs: readonly { readonly lane: number; readonly from: number; readonly to: number }[]): string =>
  runs.map(({ lane, from, to }) => `M${from} ${lane * 3}h${to - from}v2h${from - to}z`).join('');

/** The whole trace small. Dragging over it looks nearer at that part. */
export const Minimap = ({ tree, whole, sight, onSight }: RulerProps) => {
  const box = useRef<SVGSVGElement>(null);
  const [drag, setDrag] = useState<Sight | undefined>(undefined);
  const lanes = useMemo(
    () => Math.min(MOST_LANES, 1 + tree.nodes.reduce((most, { depth }) => Math.max(most, depth), 0)),
    [tree],
  );
  const { all, failed } = useMemo(() => densityOf(tree, COLUMNS, lanes), [tree, lanes]);
  const height = lanes * 3;
  const scale = COLUMNS / Math.max(1, whole);
  const momentAt = (event: PointerEvent): number => {
    const { left = 0, width = 1 } = box.current?.getBoundingClientRect() ?? {};
    return Math.min(1, Math.max(0, (event.clientX - left) / width)) * whole;
  };
  const { from, to } = drag ?? sight;
  const [first, last] = [Math.min(from, to) * scale, Math.max(from, to) * scale];
  return (
    <svg
      ref={box}
      aria-hidden="true"
      viewBox={`0 0 ${COLUMNS} ${height}`}
      preserveAspectRatio="none"
      className="h-8 w-full cursor-crosshair touch-pan-y"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag({ from: momentAt(event), to: momentAt(event) });
      }}
      onPointerMove={(event) => setDrag((before) => before && { from: before.from, to: momentAt(event) })}
      onPointerUp={() => {
        if (drag !== undefined && Math.abs(drag.to - drag.from) > whole / COLUMNS) onSight(sightWithin(whole, drag));
        setDrag(undefined);
      }}
      onPointerCancel={() => setDrag(undefined)}
    >
      <rect width={COLUMNS} height={height} className="fill-transparent" />
      <path d={pathOf(all)} className="fill-faint" />
      <path d={pathOf(failed)} className="fill-bad" />
      <rect width={first} height={height} className="fill-shade" />
      <rect x={last} width={Math.max(0, COLUMNS - last)} height={height} className="fill-shade" />
    </svg>
  );
};

/** What would be cut off at the end is left out. */
const labelOf = ({ from, to }: Sight, tick: number): string => {
  if (tick - from > (to - from) * 0.9) return '';
  return tick === 0 ? '0' : durationInFull(tick);
};

interface TicksProps {
  readonly sight: Sight;
  /** How many there is room for. */
  readonly most: number;
}

/** Moments above the waterfall. */
export const Ticks = ({ sight, most }: TicksProps) => (
  <div className="relative h-5 overflow-hidden text-[11px] leading-5 text-muted">
    {ticksIn(sight, most).map((tick) => (
      <span
        key={tick}
        className="absolute border-l border-line pl-1 whitespace-nowrap"
        style={{ left: `${((tick - sight.from) * 100) / Math.max(1, sight.to - sight.from)}%` }}
      >
        {labelOf(sight, tick)}
      </span>
    ))}
  </div>
);

/** The same moments as lines behind the rows. */
export const TickLines = ({ sight, most }: TicksProps) => (
  <div aria-hidden="true" className="relative h-full overflow-hidden">
    {ticksIn(sight, most).map((tick) => (
      <span
        key={tick}
        className="absolute inset-y-0 border-l border-line"
        style={{ left: `${((tick - sight.from) * 100) / Math.max(1, sight.to - sight.from)}%` }}
      />
    ))}
  </div>
);
