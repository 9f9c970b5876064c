import { z } from 'zod';
import { contract } from '../contract.ts';
import { page, PageQuery } from '../page.ts';
import { text } from '../text.ts';
import { Timestamp } from '../time.ts';
import { Version } from '../version.ts';
import { WebUrl } from '../web-url.ts';
import { Actor } from './actor.ts';
import { FeedId, FeedPullId, ImportId } from './ids.ts';
import { ColumnMapping, DryRun, IMPORT_STATUSES } from './imports.ts';

export const LEAST_MINUTES = 5;
const MOST_MINUTES = 10_080;
export const MOST_FEED_ATTEMPTS = 10;

export const PULL_STATUSES = ['pending', 'retrying', 'imported', 'unchanged', 'dead_letter', 'cancelled'] as const;
export const ATTEMPT_OUTCOMES = ['imported', 'unchanged', 'failed'] as const;
export const FEED_HEALTH = ['new', 'healthy', 'failing'] as const;

const FeedName = text(100, 1).refine((name) => name.trim() !== '', { error: 'must not be blank' });

/** One header that goes with every request to the origin of the feed, and to no other. */
const FeedHeader = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/, { error: 'must be the name of a header' }),
  value: z
    .string()
    .regex(/^(?! )[ -~]{1,4000}$/, { error: 'must be what a header can hold' })
    .describe('Stored encrypted, and never given back.'),
});

const EveryMinutes = z.strictObject({ every_minutes: z.int().min(LEAST_MINUTES).max(MOST_MINUTES) });
const ByCron = z.strictObject({
  cron: text(200, 1).describe(`Five fields, in UTC. Not more often than every ${LEAST_MINUTES} minutes.`),
});
export const FeedSchedule = z.union([EveryMinutes, ByCron]);
export type FeedSchedule = z.infer<typeof FeedSchedule>;

export const FeedRetry = z.strictObject({
  attempts: z.int().min(1).max(MOST_FEED_ATTEMPTS).describe('Of one pull; then it is a dead letter.'),
  first_pause_seconds: z
    .int()
    .min(1)
    .max(300)
    .describe('After the first failed attempt. It doubles with each one, up to 5 minutes, and chance spreads it.'),
  timeout_seconds: z.int().min(1).max(120).describe('For one attempt, to the last byte of the answer.'),
});
export type FeedRetry = z.infer<typeof FeedRetry>;

export const USUAL_FEED_RETRY: FeedRetry = { attempts: 5, first_pause_seconds: 1, timeout_seconds: 30 };

const Filename = text(200, 1).describe('Its ending tells what the file is. Null: the answer and the URL say so.');
const Encoding = text(40, 1).describe('A name of an encoding, or `auto`. It counts where the bytes do not say it.');
const Mapping = ColumnMapping.describe('Which column is which field. What is not named is proposed.');

export const FeedAttempt = z.strictObject({
  attempt: z.int().describe('Counts from one.'),
  started_at: Timestamp,
  ended_at: Timestamp.nullable().describe('Null while it is under way.'),
  outcome: z.enum(ATTEMPT_OUTCOMES).nullable(),
  status: z.int().nullable().describe('What was answered over HTTP, if anything was.'),
  code: z.string().nullable().describe('Of the error book, where it failed.'),
  message: z.string().nullable().describe('What was wrong, or why nothing was to be done.'),
  bytes: z.int().nullable(),
});
export type FeedAttempt = z.infer<typeof FeedAttempt>;

export const FeedPull = z.strictObject({
  id: FeedPullId,
  feed_id: FeedId,
  cause: z.enum(['schedule', 'hand']),
  whole: z.boolean().describe('Asked for without a condition, and imported even where it is the same as before.'),
  status: z.enum(PULL_STATUSES),
  attempts: z.array(FeedAttempt).describe('What was tried, in order.'),
  most_attempts: z.int(),
  next_attempt_at: Timestamp.nullable().describe('Null when there is none.'),
  import_id: ImportId.nullable().describe('The import that it made.'),
  import_status: z.enum(IMPORT_STATUSES).nullable().describe('How that import is now.'),
  created_at: Timestamp,
  ended_at: Timestamp.nullable(),
});
export type FeedPull = z.infer<typeof FeedPull>;

export const Feed = z.strictObject({
  id: FeedId,
  name: FeedName,
  url: z.string().describe('Whoever may not change feeds is not shown its query.'),
  header: z
    .strictObject({ name: z.string(), set_at: Timestamp })
    .nullable()
    .describe('What goes with each request. Its value is never given back.'),
  filename: Filename.nullable(),
  encoding: Encoding.nullable(),
  mapping: Mapping.nullable(),
  schedule: FeedSchedule,
  retry: FeedRetry,
  paused: z.boolean(),
  next_pull_at: Timestamp.nullable().describe('Null while it is paused.'),
  health: z.strictObject({
    status: z.enum(FEED_HEALTH).describe('failing: the last pull that ended is a dead letter.'),
    last_success_at: Timestamp.nullable(),
    failing_since: Timestamp.nullable().describe('When the first of the dead letters in a row was begun.'),
    dead_letters: z.int().describe('In a row.'),
  }),
  latest_pull: FeedPull.nullable(),
  created_by: Actor.extend({ kind: Actor.shape.kind.exclude(['feed']) }),
  created_at: Timestamp,
  version: Version,
});
export type Feed = z.infer<typeof Feed>;

/** What an answer would become. Nothing was stored. */
export const FeedTrial = z.strictObject({
  status: z.int(),
  content_type: z.string().nullable(),
  conditional: z.boolean().describe('The server says by what it is known again, so that it is asked for changes only.'),
  found: DryRun,
});
export type FeedTrial = z.infer<typeof FeedTrial>;

const FeedParams = z.strictObject({ feed_id: FeedId });
const PullParams = z.strictObject({ feed_id: FeedId, pull_id: FeedPullId });

/** A try is a request to another server, which may take as long as a feed gives it. */
const TRIAL_LIMITS = { seconds: 60, rate: { perMinute: 30 } };

export const listFeeds = contract({
  name: 'knowledge.list_feeds',
  method: 'GET',
  path: '/api/v1/knowledge/feeds',
  summary: 'Feeds of the workspace, the latest first.',
  permission: 'knowledge:read',
  query: PageQuery,
  answers: { 200: page(Feed) },
});

export const addFeed = contract({
  name: 'knowledge.add_feed',
  method: 'POST',
  path: '/api/v1/knowledge/feeds',
  summary:
    'Add a feed: a file at a URL that is imported again and again. It is pulled at once, and then by its schedule.',
  permission: 'knowledge:write',
  idempotency: 'accepted',
  body: z.strictObject({
    name: FeedName,
    url: WebUrl,
    header: FeedHeader.nullable().default(null),
    filename: Filename.nullable().default(null),
    encoding: Encoding.nullable().default(null),
    mapping: Mapping.nullable().default(null),
    schedule: FeedSchedule,
    retry: FeedRetry.partial().default({}).describe('What is not said is as usual: 5 attempts, 1 s, 30 s.'),
    paused: z.boolean().default(false).describe('Begin with a feed that nothing is pulled of until it is resumed.'),
  }),
  answers: { 201: Feed },
  failures: ['conflict'],
});

export const getFeed = contract({
  name: 'knowledge.get_feed',
  method: 'GET',
  path: '/api/v1/knowledge/feeds/{feed_id}',
  summary: 'One feed: where it comes from, when it is pulled next, and how it fares.',
  permission: 'knowledge:read',
  params: FeedParams,
  answers: { 200: Feed },
});

export const changeFeed = contract({
  name: 'knowledge.change_feed',
  method: 'PATCH',
  path: '/api/v1/knowledge/feeds/{feed_id}',
  summary: 'Change a feed. A stored header goes to no other origin than it was given for.',
  permission: 'knowledge:write',
  precondition: 'if-match',
  params: FeedParams,
  body: z.strictObject({
    name: FeedName.optional(),
    url: WebUrl.optional(),
    header: FeedHeader.nullable().optional(),
    filename: Filename.nullable().optional(),
    encoding: Encoding.nullable().optional(),
    mapping: Mapping.nullable().optional(),
    schedule: FeedSchedule.optional(),
    retry: FeedRetry.partial().optional(),
  }),
  answers: { 200: Feed },
  failures: ['conflict'],
});

export const removeFeed = contract({
  name: 'knowledge.remove_feed',
  method: 'DELETE',
  path: '/api/v1/knowledge/feeds/{feed_id}',
  summary: 'Remove a feed, its header and its history. What it imported stays.',
  permission: 'knowledge:write',
  params: FeedParams,
  answers: { 204: z.undefined() },
});

export const pauseFeed = contract({
  name: 'knowledge.pause_feed',
  method: 'POST',
  path: '/api/v1/knowledge/feeds/{feed_id}/pause',
  summary: 'Pull a feed no more until it is resumed.',
  permission: 'knowledge:write',
  params: FeedParams,
  answers: { 200: Feed },
});

export const resumeFeed = contract({
  name: 'knowledge.resume_feed',
  method: 'POST',
  path: '/api/v1/knowledge/feeds/{feed_id}/resume',
  summary: 'Pull a feed by its schedule again, the first time within moments.',
  permission: 'knowledge:write',
  params: FeedParams,
  answers: { 200: Feed },
});

export const pullFeed = contract({
  name: 'knowledge.pull_feed',
  method: 'POST',
  path: '/api/v1/knowledge/feeds/{feed_id}/pull',
  summary:
    'Pull a feed now, by the same rules as when its time comes; also after a dead letter, and while it is paused.',
  permission: 'knowledge:write',
  params: FeedParams,
  query: z.strictObject({
    whole: z
      .boolean()
      .default(false)
      .describe('Ask for it without a condition, and import it even where it is the same as before.'),
  }),
  answers: { 202: FeedPull },
  failures: ['conflict'],
});

export const listFeedPulls = contract({
  name: 'knowledge.list_feed_pulls',
  method: 'GET',
  path: '/api/v1/knowledge/feeds/{feed_id}/pulls',
  summary: 'The history of a feed: its latest thousand pulls with all that was tried, the latest first.',
  permission: 'knowledge:read',
  params: FeedParams,
  query: PageQuery.extend({ status: z.enum(PULL_STATUSES).optional() }),
  answers: { 200: page(FeedPull) },
});

export const getFeedPull = contract({
  name: 'knowledge.get_feed_pull',
  method: 'GET',
  path: '/api/v1/knowledge/feeds/{feed_id}/pulls/{pull_id}',
  summary: 'One pull of a feed, with all that was tried.',
  permission: 'knowledge:read',
  params: PullParams,
  answers: { 200: FeedPull },
});

export const tryFeed = contract({
  name: 'knowledge.try_feed',
  method: 'POST',
  path: '/api/v1/knowledge/feeds/try',
  summary: 'Ask a URL once, and say what an import of its answer would find. Nothing is stored.',
  permission: 'knowledge:write',
  body: z.strictObject({
    url: WebUrl,
    header: FeedHeader.nullable().optional(),
    feed_id: FeedId.optional().describe('Of a feed at this origin, whose stored header is sent where none is given.'),
    filename: Filename.nullable().default(null),
    encoding: Encoding.nullable().default(null),
    mapping: Mapping.nullable().default(null),
  }),
  answers: { 200: FeedTrial },
  failures: [
    'unreadable_file',
    'too_many_rows',
    'encoding_unclear',
    'knowledge_unavailable',
    'outbound_refused',
    'outbound_failed',
    'outbound_timed_out',
    'outbound_busy',
    'conflict',
  ],
  limits: TRIAL_LIMITS,
});
