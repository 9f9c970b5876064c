import type { Span } from '@holdfast/protocol/traces/span';

/** One row of a trace: a span, or the parent of spans that itself was not received. */
export interface SpanNode {
  /** Unique in the tree. */
  readonly key: string;
  /** Undefined where spans name a parent that was not received. */
  readonly span: Span | undefined;
  /** Nanoseconds since the trace began. */
  readonly start: number;
  /** Undefined while it is open. */
  readonly end: number | undefined;
  readonly depth: number;
  /** Where its parent stands in the tree; -1 of a root. */
  readonly parent: number;
  /** Where the first row stands that is not below this one. */
  readonly until: number;
  /** Which one of its siblings it is, from 1, and how many there are. */
  readonly place: number;
  readonly siblings: number;
  /** It names one of those below it as its parent, and stands where the circle was cut. */
  readonly isCut: boolean;
}

export interface SpanTree {
  /** Each span before those below it. */
  readonly nodes: readonly SpanNode[];
  /** Where in `nodes` a span stands. */
  readonly places: ReadonlyMap<string, number>;
  /** From the first start to the last end or start, in nanoseconds. */
  readonly length: number;
  /** Nanoseconds since 1970 at which the trace began. */
  readonly base: bigint;
}
