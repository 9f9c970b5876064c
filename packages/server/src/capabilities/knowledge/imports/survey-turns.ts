import { availableParallelism } from 'node:os';
import { Failure } from '../../../platform/failure.ts';
import { createTurns, type Turns } from '../../../platform/turns/turns.ts';

/** More would wait longer than an upload may take. */
const MOST_WAITING = 50;
const RETRY_AFTER_SECONDS = 10;

/** Turns at looking through files: each takes a thread with a heap of its own. Workspaces take turns. */
export const createSurveyTurns = (atOnce = availableParallelism()): Turns =>
  createTurns({
    atOnce,
    mostWaiting: MOST_WAITING,
    busy: () =>
      new Failure('knowledge_unavailable', {
        detail: 'Too many files are being looked through. Send it again later.',
        retryAfterSeconds: RETRY_AFTER_SECONDS,
      }),
  });
