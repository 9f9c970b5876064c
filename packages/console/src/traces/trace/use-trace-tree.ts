import type { Span } from '@holdfast/protocol/traces/span';
import type { Trace } from '@holdfast/protocol/traces/trace';
import { useMemo } from 'react';
import { buildTree } from './layout/build-tree.ts';
import type { SpanTree } from './layout/span-node.ts';

/** A span that has been open for longer than this is not drawn up to now: nobody is likely to end it. */
const GROWS_FOR_NS = 15 * 60 * 1e9;

/** The tree of the spans, and until when those are drawn that are open. */
export const useTraceTree = (
  spans: readonly Span[],
  trace: Trace,
  serverAt: number,
): { readonly tree: SpanTree; readonly now: number } => {
  const tree = useMemo(() => buildTree(spans), [spans]);
  const sinceBegin = serverAt * 1e6 - Number(tree.base);
  const isGrowing = trace.open_spans > 0 && sinceBegin - tree.length < GROWS_FOR_NS;
  return { tree, now: isGrowing ? Math.max(tree.length, sinceBegin) : tree.length };
};
