import type { SpanTree } from './span-node.ts';

/** The places of the rows that are shown while some are folded. */
export const visibleRows = ({ nodes }: SpanTree, folded: ReadonlySet<string>): readonly number[] => {
  const rows: number[] = [];
  for (let at = 0; at < nodes.length;) {
    const node = nodes[at];
    if (node === undefined) break;
    rows.push(at);
    at = folded.has(node.key) ? node.until : at + 1;
  }
  return rows;
};

/** What must be unfolded so that a row can be seen. */
export const unfoldedFor = ({ nodes }: SpanTree, folded: ReadonlySet<string>, place: number): ReadonlySet<string> => {
  const next = new Set(folded);
  for (let at = nodes[place]?.parent ?? -1; at >= 0; at = nodes[at]?.parent ?? -1) {
    next.delete(nodes[at]?.key ?? '');
  }
  return next.size === folded.size ? folded : next;
};
