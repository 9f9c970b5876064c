import { z } from 'zod';
import { contract } from '../contract.ts';
import { Timestamp } from '../time.ts';
import { DecisionActor, DECIDED_HOW, FINAL_STATUSES, Kind, PRIORITIES, Priority } from './decision.ts';
import { MOST_COUNTED, MOST_COUNTED_DAYS } from './limits.ts';

const Count = z.int().min(0);
const Share = z.number().min(0).max(1).nullable();
const Seconds = z.number().min(0);

/** Null where there is nothing to measure. */
const TimeToDecide = z
  .strictObject({ p50: Seconds, p90: Seconds, p95: Seconds })
  .nullable()
  .describe('From asked to decided, in seconds, of those that people decided. Null when there are none.');

export const DecisionFigures = z.strictObject({
  total: Count.describe('How many are over.'),
  by_status: z.record(z.enum(FINAL_STATUSES), Count),
  by_how: z.record(z.enum(DECIDED_HOW), Count),
  seconds_to_decide: TimeToDecide,
  in_time: Share.describe('Which part of those that waited for people was decided within the time of its level.'),
  expired: Share.describe('Which part of those that waited for people nobody decided before the deadline.'),
  within_3_s: Share.describe('Which part of those that people decided they decided within 3 seconds.'),
});
export type DecisionFigures = z.infer<typeof DecisionFigures>;

export const DeciderFigures = z.strictObject({
  by: DecisionActor,
  approved: Count,
  rejected: Count,
  cancelled: Count.describe('What others had asked for, taken back by an admin.'),
  seconds_to_decide: TimeToDecide,
  in_time: Share,
  within_3_s: Share,
});

export const DecisionStatistics = z.strictObject({
  days: z.int().describe('How far it looks back. What was decided before does not count.'),
  whole: z.boolean().describe(`False when there may be more than ${MOST_COUNTED}: the latest count.`),
  waiting: z.strictObject({
    pending: Count,
    returned: Count,
    oldest_since: Timestamp.nullable().describe('When the one was asked for that waits longest.'),
  }),
  decided: DecisionFigures,
  by_priority: z
    .array(DecisionFigures.extend({ priority: Priority, pending: Count, returned: Count }))
    .length(PRIORITIES.length)
    .describe('The most urgent first.'),
  by_kind: z.array(DecisionFigures.extend({ kind: Kind })).describe('The 100 kinds of which there are most.'),
  by_decider: z
    .array(DeciderFigures)
    .describe('The 100 members who decided most. Where several had to approve it is the last of them.'),
});
export type DecisionStatistics = z.infer<typeof DecisionStatistics>;

export const decisionStatistics = contract({
  name: 'decisions.statistics',
  method: 'GET',
  path: '/api/v1/decisions/stats',
  summary: 'How many decisions wait, and how those of the last days were made: by whom, how fast, and in time.',
  permission: 'decisions:read',
  query: z.strictObject({
    days: z.int().min(1).max(MOST_COUNTED_DAYS).default(30).describe('How far to look back.'),
  }),
  answers: { 200: DecisionStatistics },
});
