import type { MakeId } from '../ids/uuid7.ts';
import { sentenceOf } from '../jobs/jobs.ts';
import type { NewJob } from '../jobs/store.ts';
import type { EventDefinition, Happened } from './define-event.ts';

/**
 * The jobs that an event starts, as they will be written down. They are decided where the event is written and not where it
 * is told: the node that tells it may run another version.
 */
export const startedJobs = <Data>(
  { type, starts }: EventDefinition<Data>,
  happened: Happened<Data>,
  makeId: MakeId,
  traceparent: string | undefined,
): readonly NewJob[] =>
  starts.map(({ job, payloadOf }) => {
    const payload = payloadOf(happened);
    const parsed = job.payload.safeParse(payload);
    if (!parsed.success)
      throw new RangeError(
        `The event ${type} cannot start the job ${job.name}: its payload does not fit: ${sentenceOf(parsed.error.issues)}`,
      );
    return {
      id: makeId(),
      queue: job.queue.name,
      name: job.name,
      priority: 0,
      key: undefined,
      payload: JSON.stringify(payload),
      traceparent,
      maxAttempts: job.attempts,
      delayMs: 0,
    };
  });
