import type { Log } from '../log/log.ts';
import { differInRedis } from './admit.ts';
import type { ListedNode } from './node.ts';

/** Whether nodes that serve share different Redis servers, as when Redis was away while one of them started. */
export interface Strayed {
  look(mark: string | undefined, others: readonly ListedNode[]): void;
  is(): boolean;
}

/** After a Redis was emptied, rows tell of it with the next heartbeats: what is seen so often in a row is no such moment. */
const LOOKS = 3;

export const createStrayed = (log: Log): Strayed => {
  let looks = 0;
  return {
    look(mark, others) {
      const other = others.find((node) => !node.silent && differInRedis(mark, node));
      looks = other === undefined ? 0 : looks + 1;
      if (looks !== LOOKS) return;
      log.warn(
        { event: 'redis_differs', node: other?.id, host: other?.host },
        'Another node shares another Redis: limits, turns and sessions are not kept together. Give every node the same HOLDFAST_REDIS_URL, and start those again that had another.',
      );
    },
    is: () => looks >= LOOKS,
  };
};
