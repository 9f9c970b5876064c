import type { Feed, FeedAttempt, FeedPull, FeedSchedule } from '@holdfast/protocol/knowledge/feeds';
import { counted } from '../../text/count.ts';
import { spanOfTime } from '../../text/span-of-time.ts';

const MINUTE_MS = 60_000;

const EVEN: ReadonlyMap<number, string> = new Map([
  [60, 'every hour'],
  [1_440, 'every day'],
  [10_080, 'every week'],
]);

export const minutesWords = (minutes: number): string =>
  EVEN.get(minutes) ?? (minutes % 60 === 0 ? `every ${spanOfTime(minutes * MINUTE_MS)}` : `every ${minutes} min`);

export const scheduleWords = (schedule: FeedSchedule): string =>
  'cron' in schedule ? `${schedule.cron} (UTC)` : minutesWords(schedule.every_minutes);

const CAUSES: Readonly<Record<FeedPull['cause'], string>> = { schedule: 'on its schedule', hand: 'by hand' };

export const causeWords = ({ cause, whole }: FeedPull): string =>
  `${CAUSES[cause]}${whole ? ', without a condition' : ''}`;

/** What came of one attempt. */
export const attemptWords = ({ outcome, message, status }: FeedAttempt): string => {
  if (message !== null) return message;
  if (outcome === null) return 'It is under way.';
  if (outcome === 'imported') return 'The file was taken.';
  return status === 304 ? 'Nothing has changed.' : 'There was nothing to be done.';
};

export const retryWords = ({ attempts, first_pause_seconds: first, timeout_seconds: time }: Feed['retry']): string =>
  `${counted(attempts, 'attempt')} of up to ${time} s${attempts === 1 ? '' : `, ${first} s after the first, then twice as long each time`}`;

/** Why the last pull that ended brought nothing. */
export const lastFailureOf = ({ latest_pull: pull }: Feed): FeedAttempt | undefined =>
  pull?.attempts.findLast(({ outcome }) => outcome === 'failed');
