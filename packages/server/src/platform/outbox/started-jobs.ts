import { newJob, type JobWithoutId } from '../jobs/new-job.ts';
import type { EventDefinition, Happened } from './define-event.ts';

/**
 * The jobs that an event starts, as they will be written down. They are decided where the event is written and not where it
 * is told: the node that tells it may run another version.
 */
export const startedJobs = <Data>(
  { starts }: EventDefinition<Data>,
  happened: Happened<Data>,
  traceparent: string | undefined,
): readonly JobWithoutId[] => starts.map(({ job, payloadOf }) => newJob(job, payloadOf(happened), { traceparent }));
