import { sentenceOf } from '../jobs/jobs.ts';
import { isStorableJson } from '../jobs/said.ts';
import type { NewJob } from '../jobs/store.ts';
import type { EventDefinition, Happened } from './define-event.ts';

/** A job that gets its id when its event is told: ids are the order in which jobs are taken. */
export type StartedJob = Omit<NewJob, 'id'>;

/**
 * The jobs that an event starts, as they will be written down. They are decided where the event is written and not where it
 * is told: the node that tells it may run another version.
 */
export const startedJobs = <Data>(
  { type, starts }: EventDefinition<Data>,
  happened: Happened<Data>,
  traceparent: string | undefined,
): readonly StartedJob[] =>
  starts.map(({ job, payloadOf }) => {
    const payload = payloadOf(happened);
    const parsed = job.payload.safeParse(payload);
    if (!parsed.success)
      throw new RangeError(
        `The event ${type} cannot start the job ${job.name}: its payload does not fit: ${sentenceOf(parsed.error.issues)}`,
      );
    const json = JSON.stringify(payload);
    // whoever relays it could not write it down, nor anything behind it
    if (!isStorableJson(json))
      throw new RangeError(
        `The event ${type} cannot start the job ${job.name}: its payload has a NUL or half of a surrogate pair. Cut text between letters.`,
      );
    return {
      queue: job.queue.name,
      name: job.name,
      priority: 0,
      key: undefined,
      payload: json,
      traceparent,
      maxAttempts: job.attempts,
      delayMs: 0,
    };
  });
