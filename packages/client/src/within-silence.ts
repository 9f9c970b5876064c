import { HoldfastUnreachable } from './holdfast-unreachable.ts';
import { timerMs } from './timer-ms.ts';

/** A line on which nothing at all, not even a comment, came for too long is dead, though nobody closed it. */
export const withinSilence = async <Value>(work: Promise<Value>, silenceMs: number): Promise<Value> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new HoldfastUnreachable('timeout', `The stream was silent for ${silenceMs / 1000} s.`, undefined)),
      timerMs(silenceMs),
    );
  });
  try {
    return await Promise.race([work, silence]);
  } finally {
    clearTimeout(timer);
  }
};
