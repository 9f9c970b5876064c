import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, useEffect, useId, useRef } from 'react';
import { rowAt } from './row-at.ts';
import { Minimap, TickLines, Ticks } from './ruler.tsx';
import { ROW_GRID, ROW_PX, SpanRow } from './span-row.tsx';
import { treeKeys } from './use-tree-keys.ts';
import type { Waterfall } from './use-waterfall.ts';
import { useWide } from '../../controls/use-wide.ts';

interface WaterfallViewProps {
  readonly waterfall: Waterfall;
  /** The place of the chosen row, -1 for none. */
  readonly chosen: number;
  readonly choose: (place: number) => void;
  readonly open: (place: number) => void;
}

const placeOf = (target: EventTarget): number => {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-place]') : null;
  return row === null ? -1 : Number(row.dataset['place']);
};

const isFoldMark = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('[data-fold]') !== null;

const Head = ({
  waterfall: { tree, rows, whole, setting, look },
  ticks,
}: {
  readonly waterfall: Waterfall;
  readonly ticks: number;
}) => (
  <div className={`border-b border-line ${ROW_GRID}`}>
    <span className="self-end px-3 pb-0.5 text-small text-muted">{rows.length.toLocaleString('en')} rows</span>
    <div className="min-w-0 pt-1">
      <Minimap tree={tree} whole={whole} sight={setting.sight} onSight={look} />
      <Ticks sight={setting.sight} most={ticks} />
    </div>
    <span className="self-end pr-3 pb-0.5 text-right text-small text-muted">Took</span>
  </div>
);

const Headings = () => (
  <div role="row" aria-rowindex={1} className="sr-only">
    <span role="columnheader">Span</span>
    <span role="columnheader">When</span>
    <span role="columnheader">Took</span>
  </div>
);

interface RowsProps {
  readonly id: string;
  readonly waterfall: Waterfall;
  readonly chosen: number;
  readonly virtual: Virtualizer<HTMLDivElement, Element>;
}

const Rows = ({ id, waterfall: { tree, rows, folded, setting }, chosen, virtual }: RowsProps) => (
  <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
    {virtual.getVirtualItems().map(({ index }) => {
      const place = rows[index] ?? 0;
      const node = tree.nodes[place];
      return node === undefined ? undefined : (
        <SpanRow
          key={node.key}
          id={`${id}-${place}`}
          node={node}
          place={place}
          index={index}
          isFolded={folded.has(node.key)}
          isChosen={place === chosen}
          setting={setting}
        />
      );
    })}
  </div>
);

/** Tree and time together. However many spans there are, only the rows in sight are. */
export const WaterfallView = ({ waterfall, chosen, choose, open }: WaterfallViewProps) => {
  const { tree, rows, folded, fold, setting } = waterfall;
  const ticks = useWide() ? 4 : 1;
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- no compiler memoizes here
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  });
  const row = chosen < 0 ? -1 : rowAt(rows, chosen);
  const { scrollToIndex } = virtual;
  useEffect(() => {
    if (row >= 0) scrollToIndex(row, { align: 'auto' });
  }, [row, scrollToIndex]);
  const press = (event: MouseEvent): void => {
    const place = placeOf(event.target);
    if (place < 0) return;
    if (isFoldMark(event.target)) return fold(place, !folded.has(tree.nodes[place]?.key ?? ''));
    choose(place);
    open(place);
  };
  return (
    <div className="flex min-h-[420px] min-w-0 flex-1 flex-col bg-surface max-md:h-[70dvh] md:min-h-0">
      <Head waterfall={waterfall} ticks={ticks} />
      <div className="relative min-h-0 flex-1">
        <div className={`pointer-events-none absolute inset-0 ${ROW_GRID}`}>
          <div className="col-start-2 min-w-0">
            <TickLines sight={setting.sight} most={ticks} />
          </div>
        </div>
        <div
          ref={box}
          role="treegrid"
          tabIndex={0}
          aria-label="Spans"
          aria-rowcount={rows.length + 1}
          aria-colcount={3}
          {...(row >= 0 && { 'aria-activedescendant': `${id}-${chosen}` })}
          onKeyDown={treeKeys({ waterfall, chosen, choose, open })}
          onClick={press}
          className="absolute inset-0 overflow-y-auto overscroll-contain -outline-offset-2"
        >
          <Headings />
          <Rows id={id} waterfall={waterfall} chosen={chosen} virtual={virtual} />
        </div>
      </div>
    </div>
  );
};
