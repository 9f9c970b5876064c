import { z } from 'zod';
import { defineEvent, starts } from '../../src/platform/outbox/define-event.ts';
import { probeJob } from './jobs.ts';

const data = z.strictObject({ times: z.int() });

export const thingHappened = defineEvent({ type: 'thing.happened', kind: 'thing', data });

/** Starts a job whose effect is counted by its id. */
export const thingOrdered = defineEvent({
  type: 'thing.ordered',
  kind: 'thing',
  data,
  starts: [starts(probeJob, () => ({ do: 'effect' as const, milliseconds: 0, times: 0 }))],
});
