/** Time as a test may let it pass. */
export interface Timers {
  readonly now: () => number;
  /** Calls back after so many milliseconds, unless it is called off. */
  readonly after: (milliseconds: number, call: () => void) => () => void;
}

export interface HintPace {
  /** Look at once, or as soon as one may again: once more after the last hint, whatever is under way. */
  readonly hint: () => void;
  readonly stop: () => void;
}

/** Looks at hints, one look at a time and none sooner than `everyMs` after the one before began. */
export const createHintPace = (look: () => Promise<unknown>, everyMs: number, timers: Timers): HintPace => {
  let [isLooking, isHinted, isStopped] = [false, false, false];
  let notBefore = -Infinity;
  let callOff: (() => void) | undefined;

  const goOn = (): void => {
    if (isLooking || !isHinted || isStopped || callOff !== undefined) return;
    const wait = notBefore - timers.now();
    if (wait <= 0) void lookNow();
    else
      callOff = timers.after(wait, () => {
        callOff = undefined;
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

  return {
    hint: () => {
      isHinted = true;
      goOn();
    },
    stop: () => {
      isStopped = true;
      callOff?.();
    },
  };
};
