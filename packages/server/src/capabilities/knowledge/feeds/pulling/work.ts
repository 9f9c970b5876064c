import { defineSchedule } from '../../../../platform/jobs/define-schedule.ts';
import { handles } from '../../../../platform/jobs/handler.ts';
import type { Work } from '../../../../platform/jobs/work.ts';
import type { FeedsParts } from '../parts.ts';
import { nextPullAfter } from '../schedule.ts';
import { dueFeeds, holdFeed, setNextPull, type DueFeed } from '../store/feeds.ts';
import { scheduleOf } from '../to-feed.ts';
import { workOnAttempt } from './attempt.ts';
import { beginPull } from './begin-pull.ts';
import { bringForward } from './bring-forward.ts';
import { ATTEMPT_JOB, DUE_JOB, SETTLE_JOB } from './jobs.ts';
import { settlePulls } from './settle.ts';

/** Also how late a feed may be. */
const LOOK_EVERY_MS = 10_000;
const AT_ONCE = 100;
const SETTLE_EVERY_MS = 60_000;

export const feedsWork = (parts: FeedsParts): Required<Work> => ({
  handlers: [
    handles(DUE_JOB, (_payload, { signal }) => beginDue(parts, signal)),
    handles(SETTLE_JOB, async (_payload, { signal }) => {
      await settlePulls(parts, signal);
      await bringForward(parts, signal);
    }),
    handles(ATTEMPT_JOB, (payload, run) => workOnAttempt(parts, payload, run)),
  ],
  schedules: [
    defineSchedule({ name: 'feeds that are due', job: DUE_JOB, everyMs: LOOK_EVERY_MS, missed: 'once' }),
    defineSchedule({ name: 'pulls without a worker', job: SETTLE_JOB, everyMs: SETTLE_EVERY_MS, missed: 'once' }),
  ],
});

/** Of all workspaces, each feed in a transaction of its own. */
const beginDue = async (parts: FeedsParts, signal: AbortSignal): Promise<void> => {
  for (;;) {
    const due = await parts.database.forInstance(signal).read((tx) => dueFeeds(tx, AT_ONCE));
    for (const feed of due) await beginDuePull(parts, feed, signal);
    signal.throwIfAborted();
    if (due.length < AT_ONCE) return;
  }
};

/** The next time and the pull are there together, so that each time is kept once, whichever node looks. */
const beginDuePull = (parts: FeedsParts, { workspace_id, feed_id }: DueFeed, signal: AbortSignal): Promise<void> =>
  parts.database.forWorkspace(workspace_id, signal).write(async (tx) => {
    const feed = await holdFeed(tx, feed_id);
    if (feed === undefined || feed.due === null || feed.due > feed.now) return;
    await setNextPull(tx, feed_id, nextPullAfter(scheduleOf(feed), { due: feed.due, now: feed.now }));
    // while one is under way there is no second, and the time passes
    await beginPull(tx, parts, feed, { cause: 'schedule', whole: false });
  });
