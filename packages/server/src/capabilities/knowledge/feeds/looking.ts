import type { Input } from '@holdfast/protocol/contract';
import type { Feed, FeedPull, listFeedPulls, listFeeds } from '@holdfast/protocol/knowledge/feeds';
import type { FeedId, FeedPullId } from '@holdfast/protocol/knowledge/ids';
import { z } from 'zod';
import { fail } from '../../../platform/failure.ts';
import type { Context } from '../../../platform/http/context.ts';
import { decodeCursor } from '../../../platform/http/cursor.ts';
import { toPage } from '../../../platform/http/page.ts';
import type { FeedsParts } from './parts.ts';
import * as store from './store/feeds.ts';
import * as pulls from './store/pulls.ts';
import { toFeed, toFeeds, toPulls, type Viewer } from './to-feed.ts';

const LIST = 'knowledge.feeds';
const PULLS = 'knowledge.feed_pulls';
const Place = z.tuple([z.uuid()]);

export const viewerOf = ({ principal }: Pick<Context, 'principal'>): Viewer => ({
  seesQuery: principal.permissions.has('knowledge:write'),
});

export const list = (parts: FeedsParts, ctx: Context, { limit, cursor }: Input<typeof listFeeds>['query']) =>
  ctx.db.read(async (tx) => {
    const [after] = decodeCursor(LIST, Place, cursor) ?? [];
    const page = toPage(await store.listFeeds(tx, { limit, after }), { list: LIST, limit, keyOf: ({ id }) => [id] });
    return { ...page, items: await toFeeds(tx, parts, page.items, viewerOf(ctx)) };
  });

export const find = (parts: FeedsParts, ctx: Context, id: FeedId): Promise<Feed> =>
  ctx.db.read(async (tx) => toFeed(tx, parts, (await store.findFeed(tx, id)) ?? fail('not_found'), viewerOf(ctx)));

export const listPulls = (
  { db }: Context,
  id: FeedId,
  { limit, cursor, status }: Input<typeof listFeedPulls>['query'],
) =>
  db.read(async (tx) => {
    const [after] = decodeCursor(PULLS, Place, cursor) ?? [];
    if ((await store.findFeed(tx, id)) === undefined) fail('not_found');
    const found = await pulls.listPulls(tx, id, { status, after, limit });
    const page = toPage(found, { list: PULLS, limit, keyOf: ({ id: pull }) => [pull] });
    return { ...page, items: await toPulls(tx, page.items) };
  });

export const findPull = ({ db }: Context, feed: FeedId, id: FeedPullId): Promise<FeedPull> =>
  db.read(async (tx) => {
    if ((await store.findFeed(tx, feed)) === undefined) fail('not_found');
    const [pull] = await toPulls(tx, [(await pulls.findPull(tx, feed, id)) ?? fail('not_found')]);
    return pull ?? fail('not_found');
  });
