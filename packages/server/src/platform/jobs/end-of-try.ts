import type { ErrorCode } from '@holdfast/protocol/errors/book';
import { OutOfTime } from '../clock/deadline.ts';
import { Failure } from '../failure.ts';
import { pauseAfter, type JobDefinition } from './define-job.ts';
import { GiveUp, JobCancelled, NodeLeaves } from './endings.ts';
import { InvalidPayload } from './parse-payload.ts';
import { storable } from './said.ts';
import type { Claimed, Ended } from './worker-store.ts';

const LONGEST_SENTENCE = 500;
/** What all jobs stand on is away or full: that is no job's fault, and costs it no try. */
const OF_THE_GROUND: ReadonlySet<ErrorCode> = new Set(['database_unavailable', 'database_busy', 'storage_full']);
const GROUND_PAUSE_MS = 5000;
export const isOfTheGround = (error: unknown): boolean => error instanceof Failure && OF_THE_GROUND.has(error.code);

const DONE_TOGETHER = 'Another job that was done together with it was cancelled.';

/** What becomes of a job whose try failed with this error. */
export const endOfTry = (
  definition: JobDefinition,
  { id, attempts }: Claimed,
  error: unknown,
  spread: number,
): Ended => {
  const why = sentenceOfError(error);
  const again = { why, pauseMs: pauseAfter(definition, attempts, spread), counts: true, givesUp: false };
  const handedBack: Ended = { ...again, outcome: 'handed_back', pauseMs: 0, counts: false };
  if (error instanceof NodeLeaves) return handedBack;
  if (isOfTheGround(error)) return { ...handedBack, pauseMs: Math.round(GROUND_PAUSE_MS * spread) };
  // those that were done together with it only begin anew
  if (error instanceof JobCancelled)
    return error.id === id ? { ...again, outcome: 'cancelled' } : { ...handedBack, why: DONE_TOGETHER };
  if (error instanceof InvalidPayload) return { ...again, outcome: 'invalid', givesUp: true };
  if (error instanceof OutOfTime) return { ...again, outcome: 'timed_out' };
  return { ...again, outcome: 'failed', givesUp: error instanceof GiveUp };
};

/** A failure of the book says what it says; anything else is told by its message, which is for people of this workspace. */
const sentenceOfError = (error: unknown): string => {
  const text = error instanceof Error ? error.message : String(error);
  const code = error instanceof Failure ? ` (${error.code})` : '';
  return `${storable(text.slice(0, LONGEST_SENTENCE))}${code}` || 'It failed and did not say why.';
};
