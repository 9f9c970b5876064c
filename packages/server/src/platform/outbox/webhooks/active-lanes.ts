import type { ClaimedLane } from '../delivery-store.ts';
import { createRoom } from './room.ts';

/** The lanes that this node has under way. */
export const createActiveLanes = (deliver: (lane: ClaimedLane) => Promise<void>, onEnd: () => void) => {
  const room = createRoom();
  const active = new Set<Promise<void>>();

  return {
    room,
    begin(lane: ClaimedLane): void {
      const leave = room.enter(lane);
      const running = deliver(lane).finally(() => {
        leave();
        active.delete(running);
        onEnd();
      });
      active.add(running);
    },
    /** Settles when all have ended. */
    settled: async (): Promise<void> => void (await Promise.all(active)),
  };
};
