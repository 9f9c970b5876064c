import type { Write } from '../../../../platform/database/transaction.ts';
import type { FeedsParts } from '../parts.ts';
import { holdFeed } from '../store/feeds.ts';
import { endAttempt, holdPull, openAttempt, pullsUnderWay, type PullOfWorkspace } from '../store/pulls.ts';
import { tellEnd } from './end-pull.ts';
import { ATTEMPT_JOB } from './jobs.ts';

const CANCELLED = 'Somebody cancelled its job.';
const GIVEN_UP = 'Nobody works on it any more: whoever did was lost again and again.';

/** Ends pulls that nobody works on, nor will: their job was cancelled, or became a dead letter without a word. */
export const settlePulls = async (parts: FeedsParts, signal: AbortSignal): Promise<void> => {
  const underWay = await parts.database.forInstance(signal).read(pullsUnderWay);
  for (const pull of underWay)
    await parts.database.forWorkspace(pull.workspace_id, signal).write((tx) => settle(tx, parts, pull));
};

/** Whoever ends a pull ends its job in the same moment, so that one that is held tells the truth of it. */
const settle = async (tx: Write, parts: FeedsParts, { feed_id, pull_id }: PullOfWorkspace): Promise<void> => {
  await holdFeed(tx, feed_id);
  const pull = await holdPull(tx, pull_id);
  if (pull === undefined || pull.ended_at !== null) return;
  const job = await parts.jobs.whereIs(tx, ATTEMPT_JOB, pull_id);
  if (job === 'live') return;
  const message = job === 'dead' ? GIVEN_UP : CANCELLED;
  const attempt = await openAttempt(tx, pull_id);
  if (attempt !== undefined)
    await endAttempt(tx, pull_id, { attempt, outcome: 'failed', status: null, code: 'internal', message, bytes: null });
  await tellEnd(tx, parts, pull, { status: job === 'dead' ? 'dead_letter' : 'cancelled', attempts: attempt ?? 0 });
};
