import type { Clock } from '../../../platform/clock/clock.ts';
import { within } from '../../../platform/clock/deadline.ts';
import type { Phase } from '../store-process/messages.ts';

/** Whether questions can be answered, and waiting for it. */
export interface Openness {
  readonly phase: Phase | undefined;
  isOpen(): boolean;
  /** It is needed: from now on it is being opened. */
  begin(): void;
  /** Nobody needed it so far, or it was begun to be opened a moment ago: nothing is wrong with it. */
  isAwaited(): boolean;
  /** Resolves when the store has been opened, or when that takes longer than somebody who asks should wait. */
  opened(): Promise<void>;
  enter(phase: Phase): void;
  gone(): void;
}

/** Opening takes half a second where nothing is wrong; from then on somebody should look. */
const USUAL_MS = 3000;
/** On a machine with much to do it takes longer: to wait for an answer is better than to ask again. */
const PATIENCE_MS = 10_000;

export interface OpennessParts {
  readonly clock: Pick<Clock, 'elapsed'>;
  readonly patienceMs?: number;
  readonly onBegin: () => void;
}

export const createOpenness = ({ clock, patienceMs = PATIENCE_MS, onBegin }: OpennessParts): Openness => {
  let since: number | undefined;
  let settled = Promise.withResolvers<void>();
  let phase: Phase | undefined;
  const begin = (): void => {
    if (since !== undefined) return;
    since = clock.elapsed();
    onBegin();
  };
  return {
    get phase() {
      return phase;
    },
    isOpen: () => phase?.phase === 'following' || phase?.phase === 'stuck',
    begin,
    isAwaited: () =>
      (phase === undefined || phase.phase === 'opening') && (since === undefined || clock.elapsed() - since < USUAL_MS),
    async opened() {
      begin();
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
