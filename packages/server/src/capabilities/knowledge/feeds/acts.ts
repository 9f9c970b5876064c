import type { Feed, FeedPull } from '@holdfast/protocol/knowledge/feeds';
import type { FeedId } from '@holdfast/protocol/knowledge/ids';
import { doneBy } from '../../../platform/audit/act.ts';
import { afterCommit } from '../../../platform/database/after-commit.ts';
import type { Write } from '../../../platform/database/transaction.ts';
import { fail } from '../../../platform/failure.ts';
import type { Context } from '../../../platform/http/context.ts';
import { viewerOf } from './looking.ts';
import type { FeedsParts } from './parts.ts';
import { beginPull, pullNow } from './pulling/begin-pull.ts';
import { nextPullAfter } from './schedule.ts';
import { findFeed, holdFeed, removeFeed, setNextPull, setPaused, type StoredFeed } from './store/feeds.ts';
import { scheduleOf, toFeed, toPulls } from './to-feed.ts';
import { aFeed } from './wanted.ts';

export const pause = (parts: FeedsParts, ctx: Context, id: FeedId): Promise<Feed> =>
  ctx.db.write(async (tx) => {
    const was = (await holdFeed(tx, id)) ?? fail('not_found');
    if (!was.paused) {
      await setPaused(tx, id, true);
      await write(tx, parts, ctx, { action: 'feed.paused', id });
    }
    return shown(tx, parts, ctx, was);
  });

export const resume = (parts: FeedsParts, ctx: Context, id: FeedId): Promise<Feed> =>
  ctx.db.write(async (tx) => {
    const was = (await holdFeed(tx, id)) ?? fail('not_found');
    if (was.paused) {
      await setPaused(tx, id, false);
      await setNextPull(tx, id, nextPullAfter(scheduleOf(was), { due: was.now, now: was.now }));
      await beginPull(tx, parts, was, { cause: 'schedule', whole: false });
      await write(tx, parts, ctx, { action: 'feed.resumed', id });
    }
    return shown(tx, parts, ctx, was);
  });

export const pull = (parts: FeedsParts, ctx: Context, id: FeedId, whole: boolean): Promise<FeedPull> =>
  ctx.db.write(async (tx) => {
    const feed = (await holdFeed(tx, id)) ?? fail('not_found');
    const begun = await pullNow(tx, parts, feed, whole);
    if (begun === undefined) return fail('conflict', { detail: 'This feed is being pulled.' });
    await write(tx, parts, ctx, { action: 'feed.pulled', id, facts: { whole } });
    const [pulled] = await toPulls(tx, [begun]);
    return pulled ?? fail('internal');
  });

export const remove = (parts: FeedsParts, ctx: Context, id: FeedId): Promise<void> =>
  ctx.db.write(async (tx) => {
    if ((await holdFeed(tx, id)) === undefined) fail('not_found');
    await removeFeed(tx, id);
    await write(tx, parts, ctx, { action: 'feed.removed', id });
  });

interface Acting {
  readonly action: 'feed.paused' | 'feed.resumed' | 'feed.pulled' | 'feed.removed';
  readonly id: FeedId;
  readonly facts?: { readonly whole: boolean };
}

const write = async (
  tx: Write,
  { audit, onChanged }: FeedsParts,
  ctx: Context,
  { action, id, facts }: Acting,
): Promise<void> => {
  await audit.add(tx, { ...doneBy(ctx), action, object: aFeed(id), ...(facts === undefined ? {} : { facts }) });
  afterCommit(tx, () => onChanged(tx.workspace, 'feeds'));
};

const shown = async (tx: Write, parts: FeedsParts, ctx: Context, was: StoredFeed): Promise<Feed> =>
  toFeed(tx, parts, (await findFeed(tx, was.id)) ?? was, viewerOf(ctx));
