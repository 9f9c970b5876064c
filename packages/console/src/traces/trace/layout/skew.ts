import type { SpanNode, SpanTree } from './span-node.ts';

/** How far a span lies outside its parent, in nanoseconds. */
export interface Skew {
  readonly beginsEarlier: number;
  readonly endsLater: number;
}

export const skewOf = ({ nodes }: SpanTree, { parent, start, end }: SpanNode): Skew | undefined => {
  const above = nodes[parent];
  if (above?.span === undefined) return undefined;
  const beginsEarlier = Math.max(0, above.start - start);
  const endsLater = end === undefined || above.end === undefined ? 0 : Math.max(0, end - above.end);
  return beginsEarlier === 0 && endsLater === 0 ? undefined : { beginsEarlier, endsLater };
};
