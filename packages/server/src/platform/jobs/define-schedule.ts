import { z } from 'zod';
import { nextOfCron, parseCron } from './cron.ts';
import type { JobDefinition } from './define-job.ts';

/** What a job carries that a schedule wrote down: the time that it stands for, in milliseconds since 1970. */
export const ScheduledPayload = z.strictObject({ time: z.int() });
export type ScheduledPayload = z.infer<typeof ScheduledPayload>;

export interface Schedule {
  /** Stays the same, or it is another schedule. */
  readonly name: string;
  /** Belongs to the instance. */
  readonly job: JobDefinition<ScheduledPayload>;
  /** How it is told to people, and when it changes the next time is reckoned anew. */
  readonly timing: string;
  /** What becomes of times that passed while nothing ran: one run for all, none, or one for each. */
  readonly missed: 'once' | 'skip' | 'all';
  next(after: number): number;
}

type Timing = { readonly cron: string } | { readonly everyMs: number };

export const defineSchedule = ({
  name,
  job,
  missed,
  ...timing
}: Pick<Schedule, 'name' | 'job' | 'missed'> & Timing): Schedule => {
  if ('cron' in timing) {
    const cron = parseCron(timing.cron);
    return { name, job, missed, timing: timing.cron, next: (after) => nextOfCron(cron, after) };
  }
  const { everyMs } = timing;
  if (!(everyMs >= 1000)) throw new RangeError(`The schedule ${name} must come every second at most`);
  // counted from 1970, so that nodes that start at different times agree
  const next = (after: number): number => (Math.floor(after / everyMs) + 1) * everyMs;
  return { name, job, missed, timing: `every ${everyMs / 1000} s`, next };
};

/** A time that is kept so late has been missed. */
const LATE_MS = 60_000;
const MOST_AT_ONCE = 1000;

/** For which times a job is written down, when the next time was this one and now is so late. */
export const timesDue = ({ missed, next }: Schedule, first: number, now: number): number[] => {
  if (first > now) return [];
  const times = [first];
  for (let time = next(first); time <= now && times.length < MOST_AT_ONCE; time = next(time)) times.push(time);
  if (missed === 'all') return times;
  const latest = times.length < MOST_AT_ONCE ? (times.at(-1) ?? first) : now;
  return missed === 'skip' && now - latest > LATE_MS ? [] : [latest];
};
