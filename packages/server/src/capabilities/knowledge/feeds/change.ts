import type { changeFeed, Feed } from '@holdfast/protocol/knowledge/feeds';
import { isDeepStrictEqual } from 'node:util';
import { doneBy } from '../../../platform/audit/act.ts';
import { afterCommit } from '../../../platform/database/after-commit.ts';
import type { Write } from '../../../platform/database/transaction.ts';
import { fail } from '../../../platform/failure.ts';
import type { Context } from '../../../platform/http/context.ts';
import type { HandlerInput } from '../../../platform/http/endpoint.ts';
import { viewerOf } from './looking.ts';
import type { FeedsParts } from './parts.ts';
import { nextPullAfter, refuseSchedule } from './schedule.ts';
import { originOf, sealHeader } from './sealed-header.ts';
import { findFeed, holdFeed, setNextPull, updateFeed, type HeaderSet, type StoredFeed } from './store/feeds.ts';
import { scheduleOf, toFeed } from './to-feed.ts';
import { aFeed, orTaken, refuseElsewhere, refuseHeader, timingOf } from './wanted.ts';

type Change = Pick<HandlerInput<typeof changeFeed>, 'params' | 'body' | 'version'>;

export const change = (parts: FeedsParts, ctx: Context, { params, body, version }: Change): Promise<Feed> => {
  const id = params.feed_id;
  return orTaken(body.name ?? '', () =>
    ctx.db.write(async (tx) => {
      const was = (await holdFeed(tx, id)) ?? fail('not_found');
      refuseSchedule(body.schedule, parts.clock.now());
      refuseHeader(body.header);
      if (was.version !== version) fail('stale', { members: { current_version: was.version } });
      const fields = changedFields(was, body);
      if (fields.length > 0) await changeTo(tx, { parts, ctx, was, body, fields });
      return toFeed(tx, parts, (await findFeed(tx, id)) ?? was, viewerOf(ctx));
    }),
  );
};

interface Changing {
  readonly parts: FeedsParts;
  readonly ctx: Context;
  readonly was: StoredFeed;
  readonly body: Change['body'];
  readonly fields: readonly string[];
}

/** By which a file is asked for, or read. */
const SOURCE: ReadonlySet<string> = new Set(['url', 'filename', 'encoding', 'mapping']);

const changeTo = async (tx: Write, { parts, ctx, was, body, fields }: Changing): Promise<void> => {
  const { id } = was;
  const schedule = body.schedule ?? scheduleOf(was);
  const url = body.url ?? was.url;
  refuseHeaderElsewhere(was, url, body.header);
  await updateFeed(tx, {
    id,
    name: body.name ?? was.name,
    url,
    header: sealedOf(parts, ctx, was, { url, header: body.header }),
    filename: body.filename === undefined ? was.filename : body.filename,
    encoding: body.encoding === undefined ? was.encoding : body.encoding,
    mapping: body.mapping === undefined ? was.mapping : body.mapping,
    ...timingOf(schedule, body.retry ?? {}, was),
    forgetsTaken: fields.some((field) => SOURCE.has(field)),
  });
  if (fields.includes('schedule') && !was.paused)
    await setNextPull(tx, id, nextPullAfter(schedule, { due: was.now, now: was.now }));
  await parts.audit.add(tx, { ...doneBy(ctx), action: 'feed.changed', object: aFeed(id), facts: { fields } });
  afterCommit(tx, () => parts.onChanged(tx.workspace, 'feeds'));
};

const refuseHeaderElsewhere = (was: StoredFeed, url: string, header: Change['body']['header']): void => {
  if (was.sealed_header === null || header !== undefined || originOf(url) === originOf(was.url)) return;
  refuseElsewhere();
};

const sealedOf = (
  { secrets }: FeedsParts,
  { workspace }: Context,
  { id }: StoredFeed,
  { url, header }: { readonly url: string; readonly header: Change['body']['header'] },
): HeaderSet | null | undefined => {
  if (header === undefined || header === null) return header;
  const { name, value } = header;
  return { name, sealed: sealHeader(secrets, value, { workspace, id, url, headerName: name }) };
};

const changedFields = (was: StoredFeed, body: Change['body']): string[] => {
  const { header, schedule, retry, ...plain } = body;
  const { attempts, first_pause_seconds, timeout_seconds } = was;
  const hadRetry = { attempts, first_pause_seconds, timeout_seconds };
  return [
    ...(['name', 'url', 'filename', 'encoding', 'mapping'] as const).filter(
      (field) => plain[field] !== undefined && !isDeepStrictEqual(plain[field], was[field]),
    ),
    ...(header === undefined || (header === null && was.header_name === null) ? [] : ['header']),
    ...(schedule === undefined || isDeepStrictEqual(schedule, scheduleOf(was)) ? [] : ['schedule']),
    ...(retry === undefined || isDeepStrictEqual({ ...hadRetry, ...retry }, hadRetry) ? [] : ['retry']),
  ];
};
