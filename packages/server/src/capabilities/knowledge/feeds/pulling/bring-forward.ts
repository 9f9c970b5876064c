import type { FeedsParts } from '../parts.ts';
import { nextPullAfter } from '../schedule.ts';
import { feedsFarAhead, holdFeed, setNextPull, type DueFeed } from '../store/feeds.ts';
import { scheduleOf } from '../to-feed.ts';

/** A feed whose time was set while the clock ran ahead would not be pulled until then, and nobody would hear of it. */
export const bringForward = async (parts: Pick<FeedsParts, 'database'>, signal: AbortSignal): Promise<void> => {
  for (const feed of await parts.database.forInstance(signal).read(feedsFarAhead)) await bringOne(parts, feed, signal);
};

const bringOne = (
  { database }: Pick<FeedsParts, 'database'>,
  { workspace_id, feed_id }: DueFeed,
  signal: AbortSignal,
): Promise<void> =>
  database.forWorkspace(workspace_id, signal).write(async (tx) => {
    const feed = await holdFeed(tx, feed_id);
    if (feed === undefined || feed.due === null) return;
    const next = nextPullAfter(scheduleOf(feed), { due: feed.now, now: feed.now });
    if (feed.due > next) await setNextPull(tx, feed_id, next);
  });
