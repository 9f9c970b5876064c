import { Feed, FeedPull } from '@holdfast/protocol/knowledge/feeds';
import { ADA } from './identity-data.ts';
import { IMPORT_ID } from './knowledge-data.ts';
import { before, jobId } from './work-data.ts';

export const FEED_ID = jobId(4_001);
export const FAILING_FEED = jobId(4_002);

const HOUR = 3_600;
const DAY = 24 * HOUR;

type More<Of> = Partial<Record<keyof Of, unknown>>;

const attempt = (number: number, seconds: number, more: object) => ({
  attempt: number,
  started_at: before(seconds),
  ended_at: before(seconds - 0.8),
  outcome: 'failed',
  status: null,
  code: null,
  message: null,
  bytes: null,
  ...more,
});

/** A pull that imported what had changed, but for what is said otherwise. */
export const pullOf = (more: More<FeedPull>): FeedPull =>
  FeedPull.parse({
    id: jobId(4_100),
    feed_id: FEED_ID,
    cause: 'schedule',
    whole: false,
    status: 'imported',
    attempts: [attempt(1, HOUR, { outcome: 'imported', status: 200, bytes: 48_213 })],
    most_attempts: 5,
    next_attempt_at: null,
    import_id: IMPORT_ID,
    import_status: 'completed_with_errors',
    created_at: before(HOUR),
    ended_at: before(HOUR - 1),
    ...more,
  });

const UNCHANGED = { status: 'unchanged', import_id: null, import_status: null };

/** What was pulled of each feed, the latest first. */
export const somePulls = (text?: string): FeedPull[] => {
  const message = text ?? 'https://help.example.com answered 503, and said: down for maintenance';
  const tried = [2_000, 1_998, 1_995, 1_990, 1_981].map((seconds, index) =>
    attempt(index + 1, seconds, {
      ...(index === 1
        ? { code: 'outbound_timed_out', message: 'There was no whole answer within 30 s.' }
        : { status: 503, code: 'outbound_failed', message }),
    }),
  );
  return [
    pullOf({
      ...UNCHANGED,
      attempts: [attempt(1, 900, { outcome: 'unchanged', status: 304 })],
      created_at: before(900),
      ended_at: before(899),
    }),
    pullOf({ id: jobId(4_099) }),
    pullOf({
      ...UNCHANGED,
      id: jobId(4_201),
      feed_id: FAILING_FEED,
      status: 'dead_letter',
      attempts: tried,
      created_at: before(2_000),
      ended_at: before(1_980),
    }),
    pullOf({
      ...UNCHANGED,
      id: jobId(4_200),
      feed_id: FAILING_FEED,
      cause: 'hand',
      status: 'dead_letter',
      attempts: [attempt(1, DAY, { status: 401, code: 'outbound_failed', message: text ?? 'It answered 401.' })],
      created_at: before(DAY),
      ended_at: before(DAY - 1),
    }),
  ];
};

const feedOf = (more: More<Feed>): Feed =>
  Feed.parse({
    id: FEED_ID,
    name: 'Help centre',
    url: 'https://help.example.com/export/faq.csv?lang=en',
    header: { name: 'Authorization', set_at: before(20 * DAY) },
    filename: null,
    encoding: null,
    mapping: { question: 'Frage', answer: 'Antwort', tags: ['Thema'] },
    schedule: { every_minutes: 60 },
    retry: { attempts: 5, first_pause_seconds: 1, timeout_seconds: 30 },
    paused: false,
    next_pull_at: before(-2_700),
    health: { status: 'healthy', last_success_at: before(900), failing_since: null, dead_letters: 0 },
    latest_pull: null,
    created_by: { kind: 'member', id: ADA, name: 'Ada Lovelace' },
    created_at: before(20 * DAY),
    version: 3,
    ...more,
  });

export const someFeeds = (text?: string): Feed[] => [
  feedOf({
    id: jobId(4_003),
    name: 'Price list',
    url: 'https://prices.example.com/list.xlsx',
    header: null,
    mapping: null,
    schedule: { every_minutes: 1_440 },
    paused: true,
    next_pull_at: null,
    health: { status: 'new', last_success_at: null, failing_since: null, dead_letters: 0 },
  }),
  feedOf({
    id: FAILING_FEED,
    name: text?.slice(0, 100) ?? 'Partner answers',
    url: text?.slice(0, 200) ?? 'https://partners.example.com/answers.jsonl',
    schedule: { cron: text?.slice(0, 100) ?? '0 6 * * 1-5' },
    header: { name: text?.slice(0, 100) ?? 'X-Api-Key', set_at: before(DAY) },
    mapping: null,
    health: { status: 'failing', last_success_at: before(3 * DAY), failing_since: before(DAY), dead_letters: 2 },
    created_by: { kind: 'member', id: ADA, name: text ?? 'Ada Lovelace' },
  }),
  feedOf({}),
];
