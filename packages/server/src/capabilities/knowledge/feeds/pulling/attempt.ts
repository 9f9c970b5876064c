import type { z } from 'zod';
import { isOfTheGround } from '../../../../platform/jobs/end-of-try.ts';
import type { Run } from '../../../../platform/jobs/handler.ts';
import type { Write } from '../../../../platform/database/transaction.ts';
import { Failure } from '../../../../platform/failure.ts';
import { survey } from '../../imports/survey-file.ts';
import { UnreadableFile } from '../../reading/unreadable-file.ts';
import { askedOf } from '../asked-of.ts';
import type { FeedsParts } from '../parts.ts';
import { openHeader } from '../sealed-header.ts';
import { holdFeed, type StoredFeed } from '../store/feeds.ts';
import { beginAttempt, holdPull } from '../store/pulls.ts';
import { endAttemptOf, type Begun, type Got } from './end-attempt.ts';
import { tellEnd } from './end-pull.ts';
import { fetchFeed, forgetFile, type CameFile, type Fetched, type Refused } from './fetch-feed.ts';
import type { ATTEMPT_JOB } from './jobs.ts';
import { isTaken } from './taken.ts';

export type AttemptPayload = z.infer<(typeof ATTEMPT_JOB)['payload']>;

/** One request for a feed, to the end of what came of it. */
export const workOnAttempt = async (parts: FeedsParts, payload: AttemptPayload, run: Run): Promise<void> => {
  const begun = await begin(parts, payload, run);
  if (begun === undefined) return;
  let fetched: Fetched | undefined;
  try {
    fetched = await ask(parts, begun, run);
    await endAttemptOf(parts, begun, run, await lookThrough(parts, begun.feed, run, fetched));
  } catch (error) {
    if (!run.isLast || run.signal.aborted || isOfTheGround(error)) throw error;
    run.log.error({ error, feed_id: begun.feed.id }, 'A feed could not be pulled, for a reason that was not foreseen.');
    await endAttemptOf(parts, begun, run, unforeseen());
  } finally {
    await forgetFile(fetched);
  }
};

/** Undefined when there is nothing to be done, because it was done, taken back, or the feed is gone. */
const begin = (parts: FeedsParts, payload: AttemptPayload, run: Run): Promise<Begun | undefined> =>
  run.db.write(async (tx) => {
    const begun = await holdBegun(tx, parts, payload);
    if (begun === undefined) await run.finish(tx);
    return begun;
  });

const holdBegun = async (
  tx: Write,
  parts: FeedsParts,
  { feed_id, pull_id, attempt }: AttemptPayload,
): Promise<Begun | undefined> => {
  const feed = await holdFeed(tx, feed_id);
  const pull = await holdPull(tx, pull_id);
  if (feed === undefined || pull === undefined || pull.ended_at !== null) return undefined;
  if (feed.paused && pull.cause === 'schedule') {
    await tellEnd(tx, parts, pull, { status: 'cancelled', attempts: attempt - 1 });
    return undefined;
  }
  return (await beginAttempt(tx, pull_id, attempt)) ? { feed, pull, attempt } : undefined;
};

const ask = async (parts: FeedsParts, { feed, pull }: Begun, run: Run): Promise<Fetched> => {
  const header = headerOf(parts, feed, run);
  if (header !== undefined && 'is' in header) return header;
  const { url, filename, etag, last_modified: lastModified, timeout_seconds: seconds } = feed;
  const knowsIt = !pull.whole && isTaken(feed) && (etag !== null || lastModified !== null);
  const marks = knowsIt ? { etag, lastModified } : undefined;
  return fetchFeed(parts, { url, header, filename, marks, timeoutMs: seconds * 1000, signal: run.signal });
};

const headerOf = (
  { secrets }: FeedsParts,
  { id, url, header_name: headerName, sealed_header: sealed }: StoredFeed,
  { workspace }: Run,
): { readonly name: string; readonly value: string } | Refused | undefined => {
  if (headerName === null || sealed === null) return undefined;
  try {
    return { name: headerName, value: openHeader(secrets, sealed, { workspace, id, url, headerName }) };
  } catch (error) {
    if (error instanceof Failure && error.code === 'conflict') return definite(error);
    throw error;
  }
};

/** What has come is read from its beginning to its end before anything is stored, as what people send is. */
const lookThrough = async (parts: FeedsParts, feed: StoredFeed, run: Run, fetched: Fetched): Promise<Got> => {
  if (fetched.is !== 'file') return fetched;
  const asked = askedOf(feed);
  try {
    return { ...fetched, asked, survey: await survey(parts, run, { file: fetched.file, asked }) };
  } catch (error) {
    run.signal.throwIfAborted();
    return refusedFile(error, fetched);
  }
};

const refusedFile = (error: unknown, { status, file }: CameFile): Refused & { readonly bytes: number } => {
  const { bytes } = file;
  if (error instanceof UnreadableFile) {
    const code = error.code === 'field_refused' ? 'invalid' : error.code;
    return { is: 'failed', status, code, message: error.message, waitMs: 0, isFinal: true, bytes };
  }
  if (!(error instanceof Failure) || error.code !== 'knowledge_unavailable') throw error;
  const waitMs = (error.details.retryAfterSeconds ?? 0) * 1000;
  return { is: 'failed', status, code: error.code, message: error.message, waitMs, isFinal: false, bytes };
};

const definite = ({ code, message }: Failure): Refused => ({
  is: 'failed',
  status: null,
  code,
  message,
  waitMs: 0,
  isFinal: true,
});

const unforeseen = (): Refused => definite(new Failure('internal', { detail: UNFORESEEN }));
const UNFORESEEN = 'It failed for a reason that was not foreseen. An operator finds it in the log.';
