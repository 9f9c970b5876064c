import { z } from 'zod';
import { topic } from '../live/topic.ts';
import { DECISION_STATUSES } from './decision.ts';
import { DecisionId } from './ids.ts';

export const decisionsTopic = topic({
  name: 'decisions',
  means: 'Something was done with a decision of the workspace.',
  permission: 'decisions:read',
  scope: 'all',
  events: {
    changed: z.strictObject({ decision_id: DecisionId, status: z.enum(DECISION_STATUSES), version: z.int() }),
  },
});
