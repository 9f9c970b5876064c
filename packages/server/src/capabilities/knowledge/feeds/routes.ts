import {
  addFeed,
  changeFeed,
  getFeed,
  getFeedPull,
  listFeedPulls,
  listFeeds,
  pauseFeed,
  pullFeed,
  removeFeed,
  resumeFeed,
  tryFeed,
} from '@holdfast/protocol/knowledge/feeds';
import { on, type Endpoint } from '../../../platform/http/endpoint.ts';
import { createPlaces } from '../../../platform/limits/places.ts';
import * as acts from './acts.ts';
import { add } from './add.ts';
import { change } from './change.ts';
import * as looking from './looking.ts';
import type { FeedsParts } from './parts.ts';
import { tryOut } from './try.ts';

/** Each fetches a whole file and looks through it. */
const TRIES_AT_ONCE = 2;

export const feedRoutes = (parts: FeedsParts): readonly Endpoint[] => {
  const places = createPlaces({ atOnce: TRIES_AT_ONCE, taken: 'feeds of this workspace are being tried already.' });
  return [
    on(listFeeds, (ctx, { query }) => looking.list(parts, ctx, query)),
    on(addFeed, (ctx, { body }) => add(parts, ctx, body)),
    on(tryFeed, async (ctx, { body }) => {
      const leave = places.take(ctx.workspace);
      return tryOut(parts, ctx, body).finally(leave);
    }),
    on(getFeed, (ctx, { params }) => looking.find(parts, ctx, params.feed_id)),
    on(changeFeed, (ctx, input) => change(parts, ctx, input)),
    on(removeFeed, async (ctx, { params }) => {
      await acts.remove(parts, ctx, params.feed_id);
      return undefined;
    }),
    on(pauseFeed, (ctx, { params }) => acts.pause(parts, ctx, params.feed_id)),
    on(resumeFeed, (ctx, { params }) => acts.resume(parts, ctx, params.feed_id)),
    on(pullFeed, (ctx, { params, query }) => acts.pull(parts, ctx, params.feed_id, query.whole)),
    on(listFeedPulls, (ctx, { params, query }) => looking.listPulls(ctx, params.feed_id, query)),
    on(getFeedPull, (ctx, { params }) => looking.findPull(ctx, params.feed_id, params.pull_id)),
  ];
};
