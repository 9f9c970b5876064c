import { z } from 'zod';
import { Timestamp } from '../time.ts';

export const DELIVERY_STATES = ['waiting', 'done', 'dead', 'dropped'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** How telling somebody of an event stands. */
export const DeliveryProgress = z.strictObject({
  state: z
    .enum(DELIVERY_STATES)
    .describe('dead: given up after its last try. dropped: when its turn came, nobody wanted it there any more.'),
  attempts: z.int().describe('How often it was tried.'),
  status: z.int().nullable().describe('What the last try was answered over HTTP, if anything.'),
  error: z.string().nullable().describe('Why the last try failed.'),
  created_at: Timestamp,
  next_attempt_at: Timestamp.nullable().describe('Null when there is none, or when it is under way or comes at once.'),
  ended_at: Timestamp.nullable(),
});
export type DeliveryProgress = z.infer<typeof DeliveryProgress>;

/** How telling somebody of events stands, all in all. */
export const TargetProgress = z.strictObject({
  waiting: z.int().describe('Deliveries that wait to be tried, or to be tried again.'),
  dead: z.int().describe('Deliveries that were given up, as long as the log has them.'),
  last: DeliveryProgress.pick({ state: true, status: true, error: true })
    .nullable()
    .describe('What the last try of the latest event that was tried brought.'),
});
export type TargetProgress = z.infer<typeof TargetProgress>;
