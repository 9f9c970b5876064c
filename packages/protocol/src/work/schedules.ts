import { z } from 'zod';
import { contract } from '../contract.ts';
import { Timestamp } from '../time.ts';
import { JobName } from './job.ts';

export const Schedule = z.strictObject({
  name: z.string(),
  job: JobName,
  timing: z.string().describe('A cron expression in UTC, or `every 3600 s`.'),
  missed: z
    .enum(['once', 'skip', 'all'])
    .describe('What becomes of times that passed while nothing ran: one run for all, none, or one for each.'),
  next_at: Timestamp,
  last_at: Timestamp.nullable().describe('The time that was last kept.'),
});
export type Schedule = z.infer<typeof Schedule>;

export const listSchedules = contract({
  name: 'work.list_schedules',
  method: 'GET',
  path: '/api/v1/schedules',
  summary: 'What the instance does by the clock.',
  permission: 'work:read',
  answers: { 200: z.strictObject({ items: z.array(Schedule) }) },
});
