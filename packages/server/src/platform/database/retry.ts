import { pause } from '../clock/pause.ts';
import { jitter } from '../crypto/random.ts';
import { retryReason, toFailure } from './failures.ts';

const MOST_TRIES = 6;
const FIRST_PAUSE_MS = 4;

/** Runs a transaction again while the database says that another try may succeed. */
export const retrying = async <Value>(
  attempt: () => Promise<Value>,
  onRetry: (reason: string) => void,
  signal: AbortSignal | undefined,
): Promise<Value> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      const reason = retryReason(error);
      if (reason === undefined || tries === MOST_TRIES) throw toFailure(error);
      onRetry(reason);
      // the spread keeps two that met from meeting again
      await pause(FIRST_PAUSE_MS * 2 ** tries * jitter(), signal);
    }
  }
};
