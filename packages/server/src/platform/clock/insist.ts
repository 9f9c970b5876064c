import { pause } from './pause.ts';

export interface Insistence {
  readonly tries: number;
  readonly pauseMs: () => number;
  readonly onFailure?: (error: unknown) => void;
}

/** Does it again until it succeeds. After so many tries the last failure is the caller's. */
export const insist = async <Value>(
  act: () => Promise<Value>,
  { tries, pauseMs, onFailure }: Insistence,
): Promise<Value> => {
  for (let tried = 1; ; tried += 1) {
    try {
      return await act();
    } catch (error) {
      if (tried === tries) throw error;
      onFailure?.(error);
      await pause(pauseMs());
    }
  }
};
