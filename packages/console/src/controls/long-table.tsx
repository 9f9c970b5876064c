import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import { useRowKeys } from './use-row-keys.ts';

export interface Heading {
  readonly name: string;
  readonly isNumber?: boolean;
  /** In the place of the name, as a box that chooses all rows. */
  readonly control?: ReactNode;
}

interface LongTableProps<Row> {
  readonly label: string;
  readonly headings: readonly Heading[];
  /** The widths, as `grid-cols-[…] lg:grid-cols-[…]`. */
  readonly grid: string;
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly isChosen?: (row: Row) => boolean;
  /** About how high one is. */
  readonly rowHeight?: number;
  readonly hasMore: boolean;
  /** More is on its way. */
  readonly isLoading: boolean;
  readonly onNearEnd: () => void;
  /** The cells of a row. */
  readonly children: (row: Row) => ReactNode;
}

const ROW =
  'relative grid items-center gap-x-3 gap-y-1 border-t border-line px-4 py-2 hover:bg-sunken focus-within:bg-sunken data-chosen:bg-accent-soft';
const TWO_LINES = 56;

/** As far from the end as this, more is loaded. */
const NEAR_ROWS = 15;

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

const Headings = ({ headings, grid }: { readonly headings: readonly Heading[]; readonly grid: string }) => (
  <div
    role="row"
    aria-rowindex={1}
    className={`sr-only lg:not-sr-only lg:grid lg:min-h-9 lg:items-center lg:gap-x-3 lg:px-4 ${grid}`}
  >
    {headings.map(({ name, isNumber, control }) => (
      <span
        key={name}
        role="columnheader"
        className={`text-small text-muted ${isNumber === true ? 'lg:text-right' : ''}`}
      >
        {control ?? name}
      </span>
    ))}
  </div>
);

/** A table that scrolls with the page: of however many rows only those in sight are there. `j` and `k` go from row to row. */
export const LongTable = <Row,>({
  label,
  headings,
  grid,
  rows,
  keyOf,
  isChosen,
  rowHeight = TWO_LINES,
  hasMore,
  isLoading,
  onNearEnd,
  children,
}: LongTableProps<Row>) => {
  const { box, top } = useOffsetTop();
  // oxlint-disable-next-line react/incompatible-library -- no compiler memoizes here
  const list = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: top,
    getItemKey: (index) => {
      const row = rows[index];
      return row === undefined ? index : keyOf(row);
    },
  });
  const shown = list.getVirtualItems();
  const isNearEnd = hasMore && (shown.at(-1)?.index ?? 0) >= rows.length - NEAR_ROWS;
  const loadMore = useEffectEvent(onNearEnd);
  useEffect(() => {
    // a page may bring nothing, and there may still be a next
    if (isNearEnd && !isLoading) loadMore();
  }, [isNearEnd, isLoading, rows.length]);
  useRowKeys(box, rows.length, (index) => list.scrollToIndex(index, { align: 'auto' }));
  return (
    <div role="table" aria-label={label} aria-rowcount={hasMore ? -1 : rows.length + 1}>
      <Headings headings={headings} grid={grid} />
      <div ref={box} role="rowgroup" className="relative" style={{ height: list.getTotalSize() }}>
        {shown.map(({ index, key, start }) => {
          const row = rows[index];
          return row === undefined ? undefined : (
            <div
              key={key}
              ref={list.measureElement}
              data-index={index}
              role="row"
              aria-rowindex={index + 2}
              {...(isChosen?.(row) === true && { 'data-chosen': '' })}
              className={`${ROW} ${grid} absolute! inset-x-0 top-0`}
              style={{ transform: `translateY(${start - top}px)` }}
            >
              {children(row)}
            </div>
          );
        })}
      </div>
    </div>
  );
};
