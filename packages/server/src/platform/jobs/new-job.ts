import type { JobDefinition } from './define-job.ts';
import { sentenceOfIssues } from './payload-issues.ts';
import { isStorableJson } from './said.ts';
import type { NewJob } from './store.ts';

export interface EnqueueOptions {
  /** While a job of this kind with this key waits or runs, another is not taken. */
  readonly key?: string;
  /** A higher one goes first within its workspace. */
  readonly priority?: number;
  readonly delayMs?: number;
}

/** A job that has no id yet: ids are the order in which jobs are taken, so whoever writes it down gives it one. */
export type JobWithoutId = Omit<NewJob, 'id'>;

const LONGEST_KEY = 300;
const LARGEST_PRIORITY = 1000;
const PAYLOAD_CHARACTERS = 1024 * 1024;

/** A job as it is written down, held against what its kind takes. */
export const newJob = <Payload>(
  job: JobDefinition<Payload>,
  payload: Payload,
  { key, priority = 0, delayMs = 0, traceparent }: EnqueueOptions & Pick<NewJob, 'traceparent'>,
): JobWithoutId => {
  const refuse = (why: string): never => {
    throw new RangeError(`The job ${job.name} cannot be written down: ${why}`);
  };
  const parsed = job.payload.safeParse(payload);
  if (!parsed.success) return refuse(`its payload does not fit: ${sentenceOfIssues(parsed.error.issues)}`);
  const json = JSON.stringify(payload) ?? refuse('its payload is not JSON');
  if (json.length > PAYLOAD_CHARACTERS)
    refuse(`its payload has ${json.length} characters; store it, and name it instead`);
  // whoever relays an event could not write its job down, nor anything behind it
  if (!isStorableJson(json)) refuse('its payload has a NUL or half of a surrogate pair. Cut text between letters');
  if (key !== undefined && (key === '' || key.length > LONGEST_KEY)) refuse(`a key has 1 to ${LONGEST_KEY} characters`);
  if (!Number.isInteger(priority) || Math.abs(priority) > LARGEST_PRIORITY)
    refuse(`a priority is an integer from -${LARGEST_PRIORITY} to ${LARGEST_PRIORITY}`);
  if (!Number.isFinite(delayMs) || delayMs < 0) refuse('a delay is a number of milliseconds, 0 or more');
  const { name, queue, attempts: maxAttempts } = job;
  return { queue: queue.name, name, priority, key, payload: json, traceparent, maxAttempts, delayMs };
};
