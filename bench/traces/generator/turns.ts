import { setTimeout as after } from 'node:timers/promises';
import type { Order } from './order.ts';

export interface Turn {
  readonly batch: number;
  /** When it should have been sent: what waits for a free connection has waited. */
  readonly due: number;
}

/** Which request is sent next, and when. */
export const createTurns = (order: Order, since: number): { next(): Promise<Turn | undefined> } => {
  const again = order.again ?? [];
  const everyMs = order.spansPerSecond === undefined ? 0 : (order.payload.spansPerBatch * 1000) / order.spansPerSecond;
  const until = order.seconds === undefined ? Infinity : since + order.seconds * 1000;
  const most = order.requests ?? Infinity;
  let taken = 0;
  return {
    async next() {
      const nth = taken;
      const due = everyMs === 0 ? performance.now() : since + nth * everyMs;
      if (nth >= most || due >= until) return undefined;
      taken += 1;
      const wait = due - performance.now();
      if (wait > 0) await after(wait);
      return { batch: again[nth] ?? order.first + nth - again.length, due };
    },
  };
};
