import { z } from 'zod';
import { defineEvent, starts, toldLive, type Happened } from '../../src/platform/outbox/define-event.ts';
import { probeJob } from './jobs.ts';
import { probeThings } from './topics.ts';

const data = z.strictObject({ times: z.int() });

export const thingHappened = defineEvent({
  type: 'thing.happened',
  kind: 'thing',
  data,
  toldLive: [
    toldLive(probeThings, ({ object, data: { times } }: Happened<z.infer<typeof data>>) => ({
      event: 'thing_changed',
      data: { text: `${object} ${times}` },
    })),
  ],
});

/** Starts a job whose effect is counted by its id. */
export const thingOrdered = defineEvent({
  type: 'thing.ordered',
  kind: 'thing',
  data,
  starts: [starts(probeJob, () => ({ do: 'effect' as const, milliseconds: 0, times: 0 }))],
});
