import type { Trace } from '@holdfast/protocol/traces/trace';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import { LIST_GRID, TraceCells } from './trace-row.tsx';
import { useRowKeys } from './use-row-keys.ts';

const HEADINGS = ['Began', 'Trace', 'Status', 'Took', 'Spans', 'Tokens', 'Cost'] as const;
const ROW = `relative grid grid-cols-[max-content_minmax(0,1fr)] items-center gap-x-3 gap-y-1 border-t border-line px-4 py-2 hover:bg-sunken focus-within:bg-sunken ${LIST_GRID}`;

/** As far from the end as this, more is loaded. */
const NEAR_ROWS = 15;

interface TraceTableProps {
  readonly traces: readonly Trace[];
  readonly now: number;
  readonly hasMore: boolean;
  readonly onNearEnd: () => void;
}

/** Where the list begins on the page. */
const useOffsetTop = () => {
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- what stands above the list may grow at any time; the same number ends it
  useLayoutEffect(() => {
    const here = (box.current?.getBoundingClientRect().top ?? 0) + window.scrollY;
    setTop(Math.round(here));
  });
  return { box, top };
};

const Headings = () => (
  <div
    role="row"
    aria-rowindex={1}
    className={`sr-only lg:not-sr-only lg:grid lg:min-h-9 lg:items-center lg:gap-x-3 lg:px-4 ${LIST_GRID}`}
  >
    {HEADINGS.map((heading, index) => (
      <span key={heading} role="columnheader" className={`text-small text-muted ${index > 2 ? 'lg:text-right' : ''}`}>
        {heading}
      </span>
    ))}
  </div>
);

/** Of however many traces only those in sight are there. */
export const TraceTable = ({ traces, now, hasMore, onNearEnd }: TraceTableProps) => {
  const { box, top } = useOffsetTop();
  // oxlint-disable-next-line react/incompatible-library -- no compiler memoizes here
  const rows = useWindowVirtualizer({
    count: traces.length,
    estimateSize: () => 56,
    overscan: 12,
    scrollMargin: top,
    getItemKey: (index) => traces[index]?.trace_id ?? index,
  });
  const shown = rows.getVirtualItems();
  const isNearEnd = hasMore && (shown.at(-1)?.index ?? 0) >= traces.length - NEAR_ROWS;
  const loadMore = useEffectEvent(onNearEnd);
  useEffect(() => {
    if (isNearEnd) loadMore();
  }, [isNearEnd, traces.length]);
  useRowKeys(box, traces.length, (index) => rows.scrollToIndex(index, { align: 'auto' }));
  const longest = traces.reduce((most, { duration_ns: took }) => Math.max(most, took ?? 0), 0);
  return (
    <div role="table" aria-label="Traces" aria-rowcount={hasMore ? -1 : traces.length + 1}>
      <Headings />
      <div ref={box} role="rowgroup" className="relative" style={{ height: rows.getTotalSize() }}>
        {shown.map(({ index, key, start }) => {
          const trace = traces[index];
          return trace === undefined ? undefined : (
            <div
              key={key}
              ref={rows.measureElement}
              data-index={index}
              role="row"
              aria-rowindex={index + 2}
              className={`${ROW} absolute! inset-x-0 top-0`}
              style={{ transform: `translateY(${start - top}px)` }}
            >
              <TraceCells trace={trace} now={now} longest={longest} />
            </div>
          );
        })}
      </div>
    </div>
  );
};
