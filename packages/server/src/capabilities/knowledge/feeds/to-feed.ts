import type { Feed, FeedPull, FeedSchedule } from '@holdfast/protocol/knowledge/feeds';
import type { FeedPullId } from '@holdfast/protocol/knowledge/ids';
import type { Read } from '../../../platform/database/transaction.ts';
import type { FeedsParts } from './parts.ts';
import type { StoredFeed } from './store/feeds.ts';
import { attemptsOf, latestPulls, type StoredAttempt, type StoredPull } from './store/pulls.ts';

export const scheduleOf = ({ every_minutes, cron }: Pick<StoredFeed, 'every_minutes' | 'cron'>): FeedSchedule => {
  if (every_minutes !== null) return { every_minutes };
  if (cron === null) throw new Error('A feed has no schedule');
  return { cron };
};

export interface Viewer {
  /** Who may not change feeds is not shown what may open one. */
  readonly seesQuery: boolean;
}

/** Feeds as they are shown, with what became of them last and what those who added them are called now. */
export const toFeeds = async (
  tx: Read,
  { namesOf }: Pick<FeedsParts, 'namesOf'>,
  stored: readonly StoredFeed[],
  viewer: Viewer,
): Promise<Feed[]> => {
  const names = await namesOf(tx, [...new Set(stored.map(({ actor_id: id }) => id))]);
  const pulls = await toPulls(
    tx,
    await latestPulls(
      tx,
      stored.map(({ id }) => id),
    ),
  );
  const latest = new Map(pulls.map((pull) => [pull.feed_id, pull]));
  return stored.map((one) => ({
    ...shownOf(one, viewer),
    latest_pull: latest.get(one.id) ?? null,
    created_by: { kind: one.actor_kind, id: one.actor_id, name: names.get(one.actor_id) ?? null },
  }));
};

export const toFeed = async (
  tx: Read,
  parts: Pick<FeedsParts, 'namesOf'>,
  stored: StoredFeed,
  viewer: Viewer,
): Promise<Feed> => {
  const [feed] = await toFeeds(tx, parts, [stored], viewer);
  if (feed === undefined) throw new Error('One feed was to be shown, and none is');
  return feed;
};

export const toPulls = async (tx: Read, stored: readonly StoredPull[]): Promise<FeedPull[]> => {
  const made = await attemptsOf(
    tx,
    stored.map(({ id }) => id),
  );
  const attempts = new Map<FeedPullId, FeedPull['attempts']>(stored.map(({ id }) => [id, []]));
  for (const { pull_id, ...attempt } of made satisfies StoredAttempt[]) attempts.get(pull_id)?.push(attempt);
  return stored.map((pull) => ({ ...pull, attempts: attempts.get(pull.id) ?? [] }));
};

const shownOf = (stored: StoredFeed, { seesQuery }: Viewer): Omit<Feed, 'latest_pull' | 'created_by'> => ({
  id: stored.id,
  name: stored.name,
  url: seesQuery ? stored.url : withoutQuery(stored.url),
  header:
    stored.header_name === null || stored.header_set_at === null
      ? null
      : { name: stored.header_name, set_at: stored.header_set_at },
  filename: stored.filename,
  encoding: stored.encoding,
  mapping: stored.mapping,
  schedule: scheduleOf(stored),
  retry: {
    attempts: stored.attempts,
    first_pause_seconds: stored.first_pause_seconds,
    timeout_seconds: stored.timeout_seconds,
  },
  paused: stored.paused,
  next_pull_at: stored.next_pull_at,
  health: {
    status: healthOf(stored),
    last_success_at: stored.last_success_at,
    failing_since: stored.failing_since,
    dead_letters: stored.dead_letters,
  },
  created_at: stored.created_at,
  version: stored.version,
});

const withoutQuery = (url: string): string => {
  const at = url.indexOf('?');
  return at === -1 ? url : `${url.slice(0, at)}?…`;
};

const healthOf = ({ failing_since, last_success_at }: StoredFeed): Feed['health']['status'] => {
  if (failing_since !== null) return 'failing';
  return last_success_at === null ? 'new' : 'healthy';
};
