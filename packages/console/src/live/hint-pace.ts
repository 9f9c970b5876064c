/** Time as a test may let it pass. */
export interface Timers {
  readonly now: () => number;
  /** Calls back after so many milliseconds, unless it is called off. */
  readonly after: (milliseconds: number, call: () => void) => () => void;
}

/**
 * Looks at hints: at once or as soon as one may again, and once more after the last of them, whatever was under way.
 * One look at a time, and none sooner than `everyMs` after the one before began.
 */
export const createHintPace = (look: () => Promise<unknown>, everyMs: number, timers: Timers): (() => void) => {
  let [isLooking, isHinted, isWaiting] = [false, false, false];
  let notBefore = -Infinity;

  const goOn = (): void => {
    if (isLooking || !isHinted || isWaiting) return;
    const wait = notBefore - timers.now();
    if (wait <= 0) return void lookNow();
    isWaiting = true;
    timers.after(wait, () => {
      isWaiting = false;
      goOn();
    });
  };

  const lookNow = async (): Promise<void> => {
    [isLooking, isHinted] = [true, false];
    notBefore = timers.now() + everyMs;
    try {
      await look();
    } finally {
      isLooking = false;
      goOn();
    }
  };

  return () => {
    isHinted = true;
    goOn();
  };
};
