import type { Sight } from './layout/time-axis.ts';
import type { SpanTree } from './layout/span-node.ts';

/** What a row of the waterfall needs to know beside its own node. */
export interface RowSetting {
  readonly tree: SpanTree;
  readonly sight: Sight;
  /** Until when what is open is drawn, in nanoseconds since the trace began. */
  readonly now: number;
  readonly isOnPath: Uint8Array | undefined;
  readonly found: ReadonlySet<number> | undefined;
}
