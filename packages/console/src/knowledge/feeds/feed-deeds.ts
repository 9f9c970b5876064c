import {
  type Feed,
  type FeedPull,
  pauseFeed,
  pullFeed,
  removeFeed,
  resumeFeed,
} from '@holdfast/protocol/knowledge/feeds';
import { type Deed, deed } from '../../deeds/deed.ts';

const told = ({ status }: FeedPull): string =>
  status === 'pending' ? 'The feed is being pulled.' : 'The feed was pulled.';

const pulling = (feed: Feed, act: string, whole: boolean): Deed =>
  deed({
    act,
    ask: (holdfast) => holdfast.bodyOf(pullFeed, { params: { feed_id: feed.id }, query: { whole } }),
    done: told,
  });

export const pullingNow = (feed: Feed): Deed =>
  pulling(feed, feed.health.status === 'failing' ? 'Pull again' : 'Pull now', false);

export const pullingWhole = (feed: Feed): Deed => pulling(feed, 'Import it all', true);

export const pausing = (feed: Feed): Deed =>
  deed({
    act: 'Pause',
    ask: (holdfast) => holdfast.bodyOf(pauseFeed, { params: { feed_id: feed.id } }),
    done: () => `${feed.name} is paused. Nothing is asked of its server.`,
    undo: () => resuming(feed),
  });

export const resuming = (feed: Feed): Deed =>
  deed({
    act: 'Resume',
    ask: (holdfast) => holdfast.bodyOf(resumeFeed, { params: { feed_id: feed.id } }),
    done: () => `${feed.name} is pulled again, now and by its schedule.`,
  });

export const removing = (feed: Feed): Deed =>
  deed({
    act: 'Remove',
    ask: (holdfast) => holdfast.call(removeFeed, { params: { feed_id: feed.id } }),
    done: () => `${feed.name} is removed, with its header and its history. What it imported stays.`,
    question: {
      title: `Remove ${feed.name}?`,
      keep: 'Keep it',
      sentence: 'Its header and its history are forgotten. What it imported stays, and so do its imports.',
    },
  });

/** Why it cannot be pulled just now. */
export const whyNotPulled = ({ latest_pull: pull }: Feed): string | undefined =>
  pull?.status === 'pending' ? 'It is being pulled already.' : undefined;
