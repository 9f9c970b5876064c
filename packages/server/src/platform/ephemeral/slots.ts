import { demandKey, demandWish } from './demands.ts';
import type { Slot, Slots } from './ephemeral.ts';
import { createSlotQueue, type SlotQueue } from './slot-queue.ts';
import type { SlotAuthority } from './slot-registry.ts';

export interface SlotDesk extends Slots {
  readonly look: SlotQueue['look'];
  close(): Promise<void>;
}

export interface SlotDeskParts {
  readonly authority: SlotAuthority;
  readonly makeId: () => string;
  readonly elapsed: () => number;
}

const RENEW_EVERY_MS = 100;

/** Queues for slots: asks the authority for each ticket again and again, which renews leases and places. */
export const createSlots = ({ authority, makeId, elapsed }: SlotDeskParts): SlotDesk => {
  const queue = createSlotQueue(authority, elapsed);
  const timer = setInterval(queue.renew, RENEW_EVERY_MS);
  timer.unref();

  return {
    async acquire(key, { limit, leaseMs, signal }): Promise<Slot> {
      demandKey(key);
      demandWish(limit, leaseMs);
      signal?.throwIfAborted();
      const one = queue.enter({ id: makeId(), key, limit, leaseMs, held: false });
      const leave = (): void => {
        one.granted.reject(signal?.reason);
        void queue.leave(one);
      };
      signal?.addEventListener('abort', leave, { once: true });
      await one.granted.promise;
      signal?.throwIfAborted();
      return {
        lost: one.lost.signal,
        async release() {
          signal?.removeEventListener('abort', leave);
          await queue.leave(one);
        },
      };
    },
    count() {
      const cases = queue.cases();
      const held = cases.filter(({ ticket }) => ticket.held).length;
      return { held, waiting: cases.length - held };
    },
    look: queue.look,
    async close() {
      clearInterval(timer);
      const open = queue.cases();
      for (const { granted } of open) granted.reject(new Error('The node stops.'));
      await Promise.all(open.map(queue.leave));
    },
  };
};
