import { pause } from '../pause.ts';

/** Lets so many tokens pass in the time they take at a speed; no speed means at once. */
export const createPace = (tokensPerSecond: number | undefined, gone: AbortSignal) => {
  const startedAt = performance.now();
  let tokens = 0;
  return async (more: number): Promise<void> => {
    tokens += more;
    if (tokensPerSecond === undefined) return;
    // by the time that is due and not by steps, so that slow timers do not add up
    await pause(startedAt + (tokens / tokensPerSecond) * 1000 - performance.now(), gone);
  };
};
