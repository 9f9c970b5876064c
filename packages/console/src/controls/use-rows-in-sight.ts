import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useRef } from 'react';

/** Which rows of a long list are in sight, and where each lies. */
export interface RowsInSight {
  /** Of what scrolls. */
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** Of all rows together. */
  readonly height: number;
  readonly rows: readonly { readonly index: number; readonly top: number }[];
  readonly show: (index: number) => void;
}

const BEYOND = 8;

/** For lists of which all rows are as high as each other. */
export const useRowsInSight = (count: number, rowHeight: number): RowsInSight => {
  const scroller = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- what it gives is read here and never handed on
  const list = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: BEYOND,
  });
  return {
    scroller,
    height: list.getTotalSize(),
    rows: list.getVirtualItems().map(({ index, start }) => ({ index, top: start })),
    show: (index) => list.scrollToIndex(index, { align: 'auto' }),
  };
};
