import { Failure } from '../../../platform/failure.ts';
import { createTurns, type Turns, type TurnsParts } from '../../../platform/turns/turns.ts';

/** More than that could not be answered before those who ask lose patience. */
const MOST_WAITING = 500;
/** About how long the last of those who wait would have to. */
const RETRY_AFTER_SECONDS = 5;

/** Turns at what has to do with passwords. */
export const createHashingTurns = (parts: Pick<TurnsParts, 'atOnce' | 'onBegun'>): Turns =>
  createTurns({
    ...parts,
    mostWaiting: MOST_WAITING,
    busy: () => new Failure('sign_in_busy', { retryAfterSeconds: RETRY_AFTER_SECONDS }),
  });
