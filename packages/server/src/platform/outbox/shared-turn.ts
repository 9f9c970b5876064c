import { pause } from '../clock/pause.ts';
import type { Slot, Slots } from '../ephemeral/ephemeral.ts';

export interface SharedTurnParts {
  readonly slots: Slots;
  readonly key: string;
  readonly onTurn: () => void;
  readonly onError: (error: unknown) => void;
}

const LEASE_MS = 5000;
const ERROR_PAUSE_MS = 1000;

/** Takes the one turn that all nodes share whenever it is to be had, and gives it back at the end. */
export const createSharedTurn = ({ slots, key, onTurn, onError }: SharedTurnParts) => {
  const closing = new AbortController();
  let slot: Slot | undefined;

  const take = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      try {
        slot = await slots.acquire(key, { limit: 1, leaseMs: LEASE_MS, signal: closing.signal });
        onTurn();
        await aborted(AbortSignal.any([slot.lost, closing.signal]));
      } catch (error) {
        if (closing.signal.aborted) return;
        onError(error);
        await pause(ERROR_PAUSE_MS, closing.signal).catch(() => {});
      }
    }
  };
  const taking = take();

  return {
    get isOurs() {
      return slot !== undefined && !slot.lost.aborted && !closing.signal.aborted;
    },
    async close() {
      closing.abort();
      await taking;
      await slot?.release();
    },
  };
};

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
