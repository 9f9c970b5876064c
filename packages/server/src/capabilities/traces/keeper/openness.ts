import type { Clock } from '../../../platform/clock/clock.ts';
import { within } from '../../../platform/clock/deadline.ts';
import type { Phase } from '../store-process/messages.ts';

/** Whether questions can be answered, and waiting for it. */
export interface Openness {
  readonly phase: Phase | undefined;
  isOpen(): boolean;
  /** It was begun to be opened a moment ago: whoever asks waits, and is not refused. */
  isAwaited(): boolean;
  /** Resolves when the store has been opened, or when that takes longer than somebody who asks should wait. */
  opened(): Promise<void>;
  enter(phase: Phase): void;
  gone(): void;
}

/** Opening takes half a second where nothing is wrong. */
const PATIENCE_MS = 3000;

export const createOpenness = (clock: Pick<Clock, 'elapsed'>, patienceMs = PATIENCE_MS): Openness => {
  let since = clock.elapsed();
  let settled = Promise.withResolvers<void>();
  let phase: Phase | undefined;
  return {
    get phase() {
      return phase;
    },
    isOpen: () => phase?.phase === 'following' || phase?.phase === 'stuck',
    isAwaited: () => (phase === undefined || phase.phase === 'opening') && clock.elapsed() - since < patienceMs,
    async opened() {
      if (phase !== undefined && phase.phase !== 'opening') return;
      // whoever waited too long is refused by whoever looks whether it is open
      await within(patienceMs, 'Opening the index of spans', settled.promise).catch(() => {});
    },
    enter(entered) {
      phase = entered;
      if (phase.phase !== 'opening') settled.resolve();
    },
    gone() {
      phase = undefined;
      since = clock.elapsed();
      settled.resolve();
      settled = Promise.withResolvers();
    },
  };
};
