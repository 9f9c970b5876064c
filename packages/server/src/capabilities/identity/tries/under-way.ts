/** One try from before it is asked for until it is decided. */
export interface OneUnderWay {
  /** It was refused. True when another was given back meanwhile and it may ask again; false when none is left that could be, and it is over. */
  mayAskAgain(signal: AbortSignal): Promise<boolean>;
  end(isGivenBack: boolean): void;
}

/** Tries of this node that are not decided yet, by the guard that counts them. */
export interface UnderWay {
  begin(name: string): OneUnderWay;
}

interface Undecided {
  /** Those who ask, and those who were granted. Not those who wait. */
  count: number;
  givenBack: number;
  readonly waiting: Set<(isAgain: boolean) => void>;
}

/**
 * Ten who sign in at once with the right password have taken all tries for a moment. Whoever comes then waits until one of them
 * gives its back, and is not told that its own password is wrong.
 */
export const createUnderWay = (): UnderWay => {
  const all = new Map<string, Undecided>();

  const end = (name: string, one: Undecided, isGivenBack: boolean): void => {
    if (isGivenBack) {
      one.givenBack += 1;
      const [first] = one.waiting;
      if (first !== undefined) {
        // who waited longest asks in its place
        one.waiting.delete(first);
        return first(true);
      }
    }
    one.count -= 1;
    if (one.count > 0) return;
    all.delete(name);
    for (const tell of one.waiting) tell(false);
    one.waiting.clear();
  };

  return {
    begin(name) {
      const one = all.get(name) ?? { count: 0, givenBack: 0, waiting: new Set() };
      all.set(name, one);
      one.count += 1;
      let seen = one.givenBack;
      return {
        end: (isGivenBack) => end(name, one, isGivenBack),
        async mayAskAgain(signal) {
          if (one.givenBack === seen && !(await nextOf(one, signal, () => end(name, one, false)))) return false;
          seen = one.givenBack;
          return true;
        },
      };
    },
  };
};

const nextOf = (one: Undecided, signal: AbortSignal, giveUpPlace: () => void): Promise<boolean> => {
  const { promise, resolve, reject } = Promise.withResolvers<boolean>();
  const goAway = (): void => {
    one.waiting.delete(resolve);
    reject(signal.reason);
  };
  signal.addEventListener('abort', goAway, { once: true });
  one.waiting.add(resolve);
  giveUpPlace();
  return promise.finally(() => signal.removeEventListener('abort', goAway));
};
