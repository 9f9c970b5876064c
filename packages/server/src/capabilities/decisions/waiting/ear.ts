import type { StateNow } from '../store/decisions.ts';

/** Keeps what is heard of a decision until it is asked for. */
export interface Ear {
  /** Undefined when something may have been missed. */
  hear(state: StateNow | undefined): void;
  /** The newest that was heard since it was asked last; undefined when the time is over, nobody waits any more, or something was missed. */
  next(withinMs: number): Promise<StateNow | undefined>;
}

export const createEar = (signal: AbortSignal): Ear => {
  let heard: { readonly state: StateNow | undefined } | undefined;
  let wake = (): void => {};
  return {
    hear(state) {
      const isNews =
        heard === undefined || state === undefined || (heard.state?.version ?? state.version) < state.version;
      if (isNews) heard = { state };
      wake();
    },
    async next(withinMs) {
      if (heard === undefined && !signal.aborted) {
        const { promise, resolve } = Promise.withResolvers<void>();
        wake = resolve;
        const timer = setTimeout(resolve, withinMs);
        signal.addEventListener('abort', wake, { once: true });
        await promise;
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
      }
      const { state } = heard ?? {};
      heard = undefined;
      return state;
    },
  };
};
