import type { KeyboardEvent } from 'react';
import { rowAt } from './row-at.ts';
import type { Waterfall } from './use-waterfall.ts';

const PAGE_ROWS = 15;

/** Where a key leads from a row: as in any tree, and in rows of a page at a time. */
const leadsTo = (key: string, row: number, count: number): number | undefined => {
  const rows: Readonly<Record<string, number>> = {
    ArrowDown: row + 1,
    ArrowUp: row - 1,
    PageDown: row + PAGE_ROWS,
    PageUp: row - PAGE_ROWS,
    Home: 0,
    End: count - 1,
  };
  const to = rows[key];
  return to === undefined ? undefined : Math.min(count - 1, Math.max(0, to));
};

interface TreeKeysOptions {
  readonly waterfall: Waterfall;
  readonly chosen: number;
  readonly choose: (place: number) => void;
  readonly open: (place: number) => void;
}

/** The keys of a tree grid: up and down, left folds or goes to the parent, right unfolds or goes to the first child. */
export const treeKeys =
  ({ waterfall: { tree, rows, folded, fold }, chosen, choose, open }: TreeKeysOptions) =>
  (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const node = tree.nodes[chosen];
    const isFolded = node !== undefined && folded.has(node.key);
    const hasChildren = node !== undefined && node.until > chosen + 1;
    const to = leadsTo(event.key, chosen < 0 ? -1 : rowAt(rows, chosen), rows.length);
    if (to !== undefined) choose(rows[to] ?? 0);
    else if (event.key === 'ArrowLeft' && hasChildren && !isFolded) fold(chosen, true);
    else if (event.key === 'ArrowLeft' && node !== undefined && node.parent >= 0) choose(node.parent);
    else if (event.key === 'ArrowRight' && isFolded) fold(chosen, false);
    else if (event.key === 'ArrowRight' && hasChildren) choose(chosen + 1);
    else if (event.key === 'Enter' && chosen >= 0) open(chosen);
    else return;
    event.preventDefault();
  };
