import type { Position } from '../../../platform/segments/position.ts';
import { isBefore, laterOf, START } from '../store-process/position.ts';

/** How far the log is in the index. */
export interface Watermark {
  readonly reached: Position;
  move(reached: Position): void;
  /** Nothing is found any more, until it moves again. */
  reset(): void;
  /** Resolves when everything before it is found by queries. Rejects when the signal is aborted. */
  past(position: Position, signal: AbortSignal): Promise<void>;
}

interface Waiting {
  readonly position: Position;
  readonly resolve: () => void;
}

export const createWatermark = (): Watermark => {
  const waiting = new Set<Waiting>();
  let reached = START;
  return {
    get reached() {
      return reached;
    },
    move(position) {
      reached = laterOf(reached, position);
      for (const one of waiting) if (!isBefore(reached, one.position)) one.resolve();
    },
    reset() {
      reached = START;
    },
    async past(position, signal) {
      if (!isBefore(reached, position)) return;
      signal.throwIfAborted();
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const one = { position, resolve };
      const giveUp = (): void => reject(signal.reason);
      waiting.add(one);
      signal.addEventListener('abort', giveUp, { once: true });
      try {
        await promise;
      } finally {
        waiting.delete(one);
        signal.removeEventListener('abort', giveUp);
      }
    },
  };
};
