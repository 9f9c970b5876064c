import { z } from 'zod';
import { text } from '../text.ts';
import { Timestamp } from '../time.ts';

export const JOB_STATES = ['waiting', 'delayed', 'running', 'done', 'dead', 'cancelled'] as const;

export const JobState = z
  .enum(JOB_STATES)
  .describe(
    'waiting: may run now. delayed: waits for its time, or for the next try. dead: was given up and waits for a person.',
  );
export type JobState = z.infer<typeof JobState>;

export const JobName = text(100, 1);
export const QueueName = text(50, 1);
export const JobParams = z.strictObject({ job_id: z.uuid() });

/** How far a job is, as its handler says. */
export const JobProgress = z.strictObject({
  done: z.number().min(0),
  total: z.number().min(0).nullable().describe('Null while nobody knows it.'),
  unit: z.string().min(1).max(30).describe('What is counted, in the plural: `rows`.'),
});
export type JobProgress = z.infer<typeof JobProgress>;

/** A piece of work that somebody wrote down and a worker does later. Its payload is not shown: it may hold what is private. */
export const Job = z.strictObject({
  id: z.uuid(),
  queue: QueueName,
  name: JobName.describe('What is to be done.'),
  state: JobState,
  priority: z.int().describe('A higher one goes first within its workspace.'),
  key: z.string().nullable().describe('While a job with this key waits or runs, no second one is taken.'),
  attempts: z.int().describe('How often it was begun since it was written down or sent again.'),
  max_attempts: z.int(),
  losses: z.int().describe('How often the worker died that had begun it.'),
  node: z.string().nullable().describe('Where it runs, or ran last: the `host` of a node.'),
  error: z.string().nullable().describe('Why the last try failed, in a sentence.'),
  progress: JobProgress.optional().describe('Absent when its handler says nothing of it.'),
  created_at: Timestamp,
  run_at: Timestamp.describe('Not before this.'),
  started_at: Timestamp.nullable(),
  finished_at: Timestamp.nullable(),
});
export type Job = z.infer<typeof Job>;

/** How one try ended. */
export const Outcome = z.enum(['failed', 'timed_out', 'lost', 'invalid', 'handed_back', 'cancelled']);
export type Outcome = z.infer<typeof Outcome>;

export const Attempt = z.strictObject({
  number: z.int().describe('Counts every try of this job, also those before it was sent again.'),
  node: z.string(),
  started_at: Timestamp,
  ended_at: Timestamp,
  outcome: Outcome,
  error: z.string().nullable(),
});
export type Attempt = z.infer<typeof Attempt>;

export const JobLogLine = z.strictObject({ time: Timestamp, attempt: z.int(), text: z.string() });
export type JobLogLine = z.infer<typeof JobLogLine>;

export const JobDetail = Job.extend({
  history: z.array(Attempt).describe('Tries that did not end well, the latest last; the oldest are dropped after 20.'),
  log: z.array(JobLogLine).describe('What its tries said about themselves, the latest last; 100 lines at most.'),
});
export type JobDetail = z.infer<typeof JobDetail>;
