import { FeedPullId } from '@holdfast/protocol/knowledge/ids';
import type { Write } from '../../../../platform/database/transaction.ts';
import type { FeedsParts } from '../parts.ts';
import type { StoredFeed } from '../store/feeds.ts';
import { findPutOff, insertPull, type StoredPull } from '../store/pulls.ts';
import { tellEnd } from './end-pull.ts';
import { ATTEMPT_JOB } from './jobs.ts';

/** The feed is held. Undefined when a pull of it is under way. */
export const beginPull = async (
  tx: Write,
  parts: FeedsParts,
  feed: Pick<StoredFeed, 'id' | 'attempts'>,
  { cause, whole }: Pick<StoredPull, 'cause' | 'whole'>,
): Promise<StoredPull | undefined> => {
  const id = FeedPullId.parse(parts.makeId());
  const pull = await insertPull(tx, { id, feedId: feed.id, cause, whole, mostAttempts: feed.attempts });
  if (pull === undefined) return undefined;
  await parts.jobs.enqueue(tx, ATTEMPT_JOB, { feed_id: feed.id, pull_id: id, attempt: 1 }, { key: id });
  return pull;
};

/**
 * The feed is held. Somebody asks for it now: what is only to be tried again later, tomorrow if a server said so, is left for that.
 * Undefined when it is being pulled at this moment.
 */
export const pullNow = async (
  tx: Write,
  parts: FeedsParts,
  feed: Pick<StoredFeed, 'id' | 'attempts'>,
  whole: boolean,
): Promise<StoredPull | undefined> => {
  const putOff = await findPutOff(tx, feed.id);
  if (putOff !== undefined) await tellEnd(tx, parts, putOff, { status: 'cancelled', attempts: putOff.attempts_made });
  return beginPull(tx, parts, feed, { cause: 'hand', whole });
};
