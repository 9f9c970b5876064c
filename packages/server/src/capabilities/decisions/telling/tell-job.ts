import { STEPS } from '@holdfast/protocol/decisions/decision';
import { DecisionId } from '@holdfast/protocol/decisions/ids';
import { z } from 'zod';
import { defineJob, defineQueue } from '../../../platform/jobs/define-job.ts';

/** No step of anybody: its deadline comes near. */
export const NEARING = 'nearing';

/** Members are told a moment later and many decisions together: whoever asks for decisions does not wait for it. */
const TELLING = defineQueue({ name: 'telling', concurrency: 2, attempts: 10 });

/** Members are to be told of what was done with a decision. */
export const tellOfDecision = defineJob({
  name: 'decisions.tell',
  queue: TELLING,
  payload: z.strictObject({
    event_id: z.uuid(),
    decision_id: DecisionId,
    step: z.enum([...STEPS, NEARING]),
    level: z.int(),
    version: z.int(),
  }),
});

export type ToTell = z.infer<typeof tellOfDecision.payload>;
