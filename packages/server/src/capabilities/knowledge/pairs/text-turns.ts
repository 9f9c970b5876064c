import { Failure } from '../../../platform/failure.ts';
import { createTurns, type Turns } from '../../../platform/turns/turns.ts';

/** Each keeps a core of the database busy. */
const AT_ONCE = 2;
const MOST_WAITING = 200;

/** Turns at looking through the texts of pairs. Workspaces take turns. */
export const createTextTurns = (): Turns =>
  createTurns({ atOnce: AT_ONCE, mostWaiting: MOST_WAITING, busy: () => new Failure('database_busy') });
