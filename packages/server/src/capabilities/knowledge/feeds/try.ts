import type { Input } from '@holdfast/protocol/contract';
import { USUAL_FEED_RETRY, type FeedTrial, type tryFeed } from '@holdfast/protocol/knowledge/feeds';
import { refuseField } from '../../../platform/failure.ts';
import type { Context } from '../../../platform/http/context.ts';
import { toDryRun } from '../imports/dry-run.ts';
import { failureOfFile } from '../imports/refuse-file.ts';
import { survey } from '../imports/survey-file.ts';
import { UnreadableFile } from '../reading/unreadable-file.ts';
import type { FeedsParts } from './parts.ts';
import { askedOf } from './asked-of.ts';
import { failureOf, fetchFeed, forgetFile, type CameFile } from './pulling/fetch-feed.ts';
import { openHeader, originOf } from './sealed-header.ts';
import { findFeed } from './store/feeds.ts';
import { refuseElsewhere, refuseHeader } from './wanted.ts';

type Trial = Input<typeof tryFeed>['body'];

/** One request, and what an import of its answer would find. */
export const tryOut = async (parts: FeedsParts, ctx: Context, body: Trial): Promise<FeedTrial> => {
  refuseHeader(body.header);
  const header = body.header === undefined ? await storedHeader(parts, ctx, body) : (body.header ?? undefined);
  const { url, filename } = body;
  const timeoutMs = USUAL_FEED_RETRY.timeout_seconds * 1000;
  const fetched = await fetchFeed(parts, { url, header, filename, marks: undefined, timeoutMs, signal: ctx.signal });
  if (fetched.is !== 'file') throw fetched.is === 'failed' ? failureOf(fetched) : new Error('Nothing was conditional');
  try {
    return await lookThrough(parts, ctx, body, fetched);
  } finally {
    await forgetFile(fetched);
  }
};

const storedHeader = async ({ secrets }: FeedsParts, { db, workspace }: Context, { feed_id: id, url }: Trial) => {
  if (id === undefined) return undefined;
  const feed =
    (await db.read((tx) => findFeed(tx, id))) ??
    refuseField('/body/feed_id', 'unknown', 'names no feed of this workspace');
  const { header_name: headerName, sealed_header: sealed } = feed;
  if (headerName === null || sealed === null) return undefined;
  if (originOf(url) !== originOf(feed.url)) return refuseElsewhere();
  return { name: headerName, value: openHeader(secrets, sealed, { workspace, id, url: feed.url, headerName }) };
};

const lookThrough = async (
  parts: FeedsParts,
  ctx: Context,
  body: Trial,
  { status, contentType, marks, file }: CameFile,
): Promise<FeedTrial> => {
  const found = await survey(parts, ctx, { file, asked: askedOf(body) }).catch((error: unknown) => {
    throw error instanceof UnreadableFile ? failureOfFile(error, 'body') : error;
  });
  return {
    status,
    content_type: contentType,
    conditional: marks.etag !== null || marks.lastModified !== null,
    found: await toDryRun(ctx.db, file, found),
  };
};
