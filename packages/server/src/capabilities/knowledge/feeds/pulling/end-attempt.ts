import type { Write } from '../../../../platform/database/transaction.ts';
import { pauseAfter } from '../../../../platform/jobs/define-job.ts';
import type { Run } from '../../../../platform/jobs/handler.ts';
import { afterCommit } from '../../../../platform/database/after-commit.ts';
import { accept } from '../../imports/accept.ts';
import type { Asked } from '../../imports/asked.ts';
import { storableText } from '../../imports/storable.ts';
import type { Survey } from '../../reading/reading.ts';
import type { FeedsParts } from '../parts.ts';
import { holdFeed, noteSuccess, type StoredFeed } from '../store/feeds.ts';
import { endAttempt, holdPull, putOffPull, type EndedAttempt, type StoredPull } from '../store/pulls.ts';
import { tellEnd } from './end-pull.ts';
import type { CameFile, Fetched, Refused } from './fetch-feed.ts';
import { ATTEMPT_JOB } from './jobs.ts';
import { isTaken } from './taken.ts';

/** What is known when an attempt begins. */
export interface Begun {
  readonly feed: StoredFeed;
  readonly pull: StoredPull;
  readonly attempt: number;
}

type Readable = CameFile & { readonly asked: Asked; readonly survey: Survey };
type Failed = Refused & { readonly bytes?: number };
type NotModified = Extract<Fetched, { is: 'not_modified' }>;

/** What an attempt brought: a file that can be imported, nothing new, or a reason. */
export type Got = Readable | Failed | NotModified;

/** The end of the attempt, what follows from it, and the end of its job are there together. */
export const endAttemptOf = (parts: FeedsParts, begun: Begun, run: Run, got: Got): Promise<void> =>
  run.db.write(async (tx) => {
    await run.finish(tx);
    const feed = await holdFeed(tx, begun.feed.id);
    const pull = await holdPull(tx, begun.pull.id);
    if (feed === undefined || pull === undefined || pull.ended_at !== null) return;
    if (feed.version !== begun.feed.version) await makeAgain(tx, parts, begun);
    else if (got.is === 'failed') await endFailed(tx, parts, begun, got);
    else if (got.is === 'not_modified') await endUnchanged(tx, parts, begun, got);
    else if (!begun.pull.whole && isSameFile(feed, got)) await endUnchanged(tx, parts, begun, got);
    else await endWithImport(tx, parts, begun, got);
  });

/** Somebody has changed the feed meanwhile: what came is not what they want. */
const makeAgain = async (tx: Write, { jobs }: FeedsParts, { feed, pull, attempt }: Begun): Promise<void> => {
  await jobs.enqueue(tx, ATTEMPT_JOB, { feed_id: feed.id, pull_id: pull.id, attempt }, { key: pull.id });
};

const isSameFile = (feed: StoredFeed, { file }: Readable): boolean =>
  isTaken(feed) && feed.taken_sha256 === file.sha256.toString('hex');

const endWithImport = async (tx: Write, parts: FeedsParts, begun: Begun, got: Readable): Promise<void> => {
  const { feed, pull, attempt } = begun;
  const { file, asked, survey, marks } = got;
  const { id } = await accept(tx, parts, {
    file,
    asked,
    survey,
    actor: { kind: 'feed', id: feed.id },
    doneBy: { actor: { kind: 'system', id: null } },
  });
  await store(tx, parts, begun, { ...endOf(got), outcome: 'imported', bytes: file.bytes });
  await noteSuccess(tx, feed.id, { ...marks, import: { id, sha256: file.sha256 } });
  await tellEnd(tx, parts, pull, { status: 'imported', attempts: attempt, importId: id });
};

const endUnchanged = async (tx: Write, parts: FeedsParts, begun: Begun, got: Readable | NotModified): Promise<void> => {
  const { feed, pull, attempt } = begun;
  const isFile = got.is === 'file';
  const message = isFile ? 'The file is the same as the one that was imported last.' : null;
  await store(tx, parts, begun, {
    ...endOf(got),
    outcome: 'unchanged',
    message,
    bytes: isFile ? got.file.bytes : null,
  });
  await noteSuccess(tx, feed.id, isFile ? got.marks : undefined);
  await tellEnd(tx, parts, pull, { status: 'unchanged', attempts: attempt });
};

const LONGEST_PAUSE_MS = 300_000;

const endFailed = async (tx: Write, parts: FeedsParts, begun: Begun, got: Failed): Promise<void> => {
  const { feed, pull, attempt } = begun;
  const { code, message, bytes = null } = got;
  await store(tx, parts, begun, { ...endOf(got), outcome: 'failed', code, message: storableText(message), bytes });
  if (got.isFinal || attempt >= pull.most_attempts)
    return tellEnd(tx, parts, pull, { status: 'dead_letter', attempts: attempt });
  const pauses = { firstPauseMs: feed.first_pause_seconds * 1000, longestPauseMs: LONGEST_PAUSE_MS };
  const delayMs = Math.max(pauseAfter(pauses, attempt, parts.jitter()), got.waitMs);
  await putOffPull(tx, pull.id, delayMs);
  const next = { feed_id: feed.id, pull_id: pull.id, attempt: attempt + 1 };
  await parts.jobs.enqueue(tx, ATTEMPT_JOB, next, { delayMs, key: pull.id });
  afterCommit(tx, () => parts.onChanged(tx.workspace, 'feeds'));
};

const endOf = ({ status }: Got): Omit<EndedAttempt, 'attempt' | 'outcome'> => ({
  status,
  code: null,
  message: null,
  bytes: null,
});

const store = async (
  tx: Write,
  { metrics }: FeedsParts,
  { pull, attempt }: Begun,
  end: Omit<EndedAttempt, 'attempt' | 'outcome'> & { readonly outcome: 'imported' | 'unchanged' | 'failed' },
): Promise<void> => {
  await endAttempt(tx, pull.id, { ...end, attempt });
  const { outcome } = end;
  afterCommit(tx, () => metrics.count('holdfast_feed_attempts_total', { outcome }));
};
