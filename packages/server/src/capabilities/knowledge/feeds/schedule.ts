import { LEAST_MINUTES, type FeedSchedule } from '@holdfast/protocol/knowledge/feeds';
import { refuseField } from '../../../platform/failure.ts';
import { nextOfCron, parseCron, type Cron } from '../../../platform/jobs/cron.ts';

const MINUTE_MS = 60_000;
const HOUR = 60;

export interface Moments {
  /** The time that has come, from which a pace is counted. */
  readonly due: number;
  readonly now: number;
}

/** When a feed is pulled next, after now. Times that passed while nothing ran are not made up for. */
export const nextPullAfter = (schedule: FeedSchedule, { due, now }: Moments): number => {
  if ('cron' in schedule) return nextOfCron(parseCron(schedule.cron), now);
  const everyMs = schedule.every_minutes * MINUTE_MS;
  return due + (Math.floor(Math.max(0, now - due) / everyMs) + 1) * everyMs;
};

/** What the form of a schedule cannot say: that it comes at all, and not too often. */
export const refuseSchedule = (schedule: FeedSchedule | undefined, now: number): void => {
  if (schedule === undefined || !('cron' in schedule)) return;
  const wrong = whatIsWrong(schedule.cron, now);
  if (wrong !== undefined) refuseField('/body/schedule/cron', 'cron', wrong);
};

const whatIsWrong = (text: string, now: number): string | undefined => {
  try {
    const cron = parseCron(text);
    nextOfCron(cron, now);
    return leastGap(cron) < LEAST_MINUTES ? `must not come more often than every ${LEAST_MINUTES} minutes` : undefined;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return 'must be five fields of cron that come some day, as in 0 6 * * 1';
  }
};

/** In minutes, within an hour and from one hour into the next. */
const leastGap = ({ minutes }: Cron): number => {
  const sorted = [...minutes].toSorted((left, right) => left - right);
  const [first = 0] = sorted;
  return Math.min(...sorted.map((minute, at) => (sorted[at + 1] ?? first + HOUR) - minute));
};
