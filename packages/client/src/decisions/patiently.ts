import { backOffMs } from '../back-off.ts';
import { HoldfastError } from '../holdfast-error.ts';
import { HoldfastUnreachable } from '../holdfast-unreachable.ts';
import { isWorthAnotherTry } from '../is-worth-another-try.ts';
import { pause } from '../pause.ts';
import { random } from '../surroundings.ts';

const FIRST_PAUSE_MS = 250;
/** A server that is started again is back within seconds, and whoever waits for it goes on at once: half a minute at the first pause. */
const TRIES_UNREACHED = 150;

/** Again and again while the server is away, starting, or busy; until it answers, refuses for good, or nobody waits any more. */
export const patiently = async <Value>(ask: () => Promise<Value>, signal: AbortSignal | undefined): Promise<Value> => {
  for (let failures = 0; ; failures += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!isWorthAnotherTry(error) && !isUnderWay(error)) throw error;
      const askedMs = error instanceof HoldfastError ? (error.retryAfter ?? 0) * 1000 : 0;
      const doubled = error instanceof HoldfastUnreachable ? Math.max(0, failures - TRIES_UNREACHED) : failures;
      await pause(Math.max(askedMs, backOffMs(FIRST_PAUSE_MS, doubled, random())), signal);
      signal?.throwIfAborted();
    }
  }
};

/** The first request with this key, whose answer was lost, is still worked on. */
const isUnderWay = (error: unknown): boolean =>
  error instanceof HoldfastError && error.code === 'idempotency_key_in_progress';
