import type { FeedId, ImportId } from '@holdfast/protocol/knowledge/ids';
import type { ColumnMapping, IMPORT_STATUSES } from '@holdfast/protocol/knowledge/imports';
import type { PrincipalId, WorkspaceId } from '@holdfast/protocol/ids';
import type { Timestamp } from '@holdfast/protocol/time';
import type { Version } from '@holdfast/protocol/version';
import { sql } from 'kysely';
import { inTurn } from '../../../../platform/database/in-turn.ts';
import type { InstanceRead, Read, Write } from '../../../../platform/database/transaction.ts';

/** How a feed is asked for, and how what comes is read. */
export interface FeedSource {
  readonly url: string;
  readonly filename: string | null;
  readonly encoding: string | null;
  readonly mapping: ColumnMapping | null;
}

/** How often, and how patiently. Either in minutes or by cron. */
export interface FeedTiming {
  readonly every_minutes: number | null;
  readonly cron: string | null;
  readonly attempts: number;
  readonly first_pause_seconds: number;
  readonly timeout_seconds: number;
}

export interface StoredFeed extends FeedSource, FeedTiming {
  readonly id: FeedId;
  readonly name: string;
  readonly header_name: string | null;
  readonly sealed_header: string | null;
  readonly header_set_at: Timestamp | null;
  readonly paused: boolean;
  readonly next_pull_at: Timestamp | null;
  /** The same in milliseconds since 1970, and what time it is by that clock. */
  readonly due: number | null;
  readonly now: number;
  readonly taken_import_id: ImportId | null;
  readonly taken_status: (typeof IMPORT_STATUSES)[number] | null;
  /** In hex. */
  readonly taken_sha256: string | null;
  readonly etag: string | null;
  readonly last_modified: string | null;
  readonly last_success_at: Timestamp | null;
  readonly failing_since: Timestamp | null;
  readonly dead_letters: number;
  readonly actor_kind: 'member' | 'key';
  readonly actor_id: PrincipalId;
  readonly created_at: Timestamp;
  readonly version: Version;
}

const FEED = sql`
  f.id, f.name, f.url, f.header_name, f.sealed_header, f.header_set_at, f.filename, f.encoding, f.mapping, f.every_minutes,
  f.cron, f.attempts, f.first_pause_seconds, f.timeout_seconds, f.paused, f.next_pull_at,
  extract(epoch from f.next_pull_at)::float8 * 1000 as due, extract(epoch from holdfast.now())::float8 * 1000 as now,
  f.taken_import_id, encode(f.taken_sha256, 'hex') as taken_sha256, f.etag, f.last_modified, f.last_success_at,
  f.failing_since, f.dead_letters, f.actor_kind, f.actor_id, f.created_at, f.version,
  (select i.status from knowledge.imports i
    where i.workspace_id = f.workspace_id and i.id = f.taken_import_id) as taken_status`;

/** One more than the page has. */
export const listFeeds = (
  tx: Read,
  { limit, after }: { readonly limit: number; readonly after: string | undefined },
): Promise<StoredFeed[]> =>
  tx.many(sql<StoredFeed>`
    select ${FEED} from knowledge.feeds f
     where f.workspace_id = ${tx.workspace} and f.removed_at is null
       and (${after ?? null}::uuid is null or f.id < ${after ?? null}::uuid)
     order by f.id desc limit ${limit + 1}`);

export const findFeed = (tx: Read, id: FeedId): Promise<StoredFeed | undefined> =>
  tx.maybe(sql<StoredFeed>`
    select ${FEED} from knowledge.feeds f
     where f.workspace_id = ${tx.workspace} and f.id = ${id} and f.removed_at is null`);

/** Whoever also needs one of its pulls takes the feed first. */
export const holdFeed = (tx: Write, id: FeedId): Promise<StoredFeed | undefined> =>
  tx.maybe(sql<StoredFeed>`
    select ${FEED} from knowledge.feeds f
     where f.workspace_id = ${tx.workspace} and f.id = ${id} and f.removed_at is null for update of f`);

/** Those who add feeds do so one after the other, so that a workspace has no more than it may. */
export const countFeedsAlone = async (tx: Write): Promise<number> => {
  await inTurn(tx, 'feeds');
  const { count } = await tx.one(sql<{ count: number }>`
    select count(*) as count from knowledge.feeds where workspace_id = ${tx.workspace} and removed_at is null`);
  return count;
};

export interface HeaderSet {
  readonly name: string;
  readonly sealed: string;
}

export interface NewFeed extends FeedSource, FeedTiming {
  readonly id: FeedId;
  readonly name: string;
  readonly header: HeaderSet | null;
  readonly paused: boolean;
  readonly actor: { readonly kind: 'member' | 'key'; readonly id: string };
}

export const insertFeed = async (tx: Write, feed: NewFeed): Promise<void> => {
  const { header, mapping } = feed;
  await tx.run(sql`
    insert into knowledge.feeds (workspace_id, id, name, url, header_name, sealed_header, header_set_at, filename, encoding,
                                 mapping, every_minutes, cron, attempts, first_pause_seconds, timeout_seconds, paused,
                                 actor_kind, actor_id)
    values (${tx.workspace}, ${feed.id}, ${feed.name}, ${feed.url}, ${header?.name ?? null}, ${header?.sealed ?? null},
            case when ${header === null} then null else holdfast.now() end, ${feed.filename}, ${feed.encoding},
            ${mapping === null ? null : JSON.stringify(mapping)}::jsonb, ${feed.every_minutes}::integer, ${feed.cron}::text,
            ${feed.attempts}, ${feed.first_pause_seconds}, ${feed.timeout_seconds}, ${feed.paused},
            ${feed.actor.kind}, ${feed.actor.id}::uuid)`);
};

export interface ChangedFeed extends FeedSource, FeedTiming {
  readonly id: FeedId;
  readonly name: string;
  /** Undefined where it stays. */
  readonly header: HeaderSet | null | undefined;
  /** What was taken before was asked for or read in another way. */
  readonly forgetsTaken: boolean;
}

export const updateFeed = async (tx: Write, feed: ChangedFeed): Promise<void> => {
  const { header, mapping } = feed;
  await tx.run(sql`
    update knowledge.feeds
       set name = ${feed.name}, url = ${feed.url}, filename = ${feed.filename}, encoding = ${feed.encoding},
           mapping = ${mapping === null ? null : JSON.stringify(mapping)}::jsonb,
           every_minutes = ${feed.every_minutes}::integer, cron = ${feed.cron}::text, attempts = ${feed.attempts},
           first_pause_seconds = ${feed.first_pause_seconds}, timeout_seconds = ${feed.timeout_seconds},
           version = version + 1
           ${
             header === undefined
               ? sql``
               : sql`, header_name = ${header?.name ?? null}, sealed_header = ${header?.sealed ?? null},
                 header_set_at = case when ${header === null} then null else holdfast.now() end`
           }
           ${feed.forgetsTaken ? sql`, taken_import_id = null, taken_sha256 = null, etag = null, last_modified = null` : sql``}
     where workspace_id = ${tx.workspace} and id = ${feed.id}`);
};

/** In milliseconds since 1970; null: it is not pulled. */
export const setNextPull = async (tx: Write, id: FeedId, next: number | null): Promise<void> => {
  await tx.run(sql`
    update knowledge.feeds set next_pull_at = to_timestamp(${next}::float8 / 1000)
     where workspace_id = ${tx.workspace} and id = ${id}`);
};

export const setPaused = async (tx: Write, id: FeedId, paused: boolean): Promise<void> => {
  await tx.run(sql`
    update knowledge.feeds
       set paused = ${paused}, version = version + 1,
           next_pull_at = case when ${paused} then null else next_pull_at end
     where workspace_id = ${tx.workspace} and id = ${id}`);
};

/** Its name stays with what it imported. */
export const removeFeed = async (tx: Write, id: FeedId): Promise<void> => {
  await tx.run(sql`delete from knowledge.feed_pulls where workspace_id = ${tx.workspace} and feed_id = ${id}`);
  await tx.run(sql`
    update knowledge.feeds
       set removed_at = holdfast.now(), next_pull_at = null, failing_since = null, version = version + 1,
           header_name = null, sealed_header = null, header_set_at = null, etag = null, last_modified = null
     where workspace_id = ${tx.workspace} and id = ${id}`);
};

/** Removed ones as well. */
export const readFeedNames = async (tx: Read, ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  if (ids.length === 0) return new Map();
  const rows = await tx.many(sql<{ id: string; name: string }>`
    select id, name from knowledge.feeds where workspace_id = ${tx.workspace} and id = any (${[...ids]}::uuid[])`);
  return new Map(rows.map(({ id, name }) => [id, name]));
};

export interface Marks {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export interface Taken extends Marks {
  /** Undefined: the file was the one that is taken already. */
  readonly import?: { readonly id: ImportId; readonly sha256: Buffer };
}

/** The pull brought something, or nothing new. */
export const noteSuccess = async (tx: Write, id: FeedId, taken: Taken | undefined): Promise<void> => {
  await tx.run(sql`
    update knowledge.feeds
       set last_success_at = holdfast.now(), failing_since = null, dead_letters = 0
           ${taken === undefined ? sql`` : sql`, etag = ${taken.etag}, last_modified = ${taken.lastModified}`}
           ${
             taken?.import === undefined
               ? sql``
               : sql`, taken_import_id = ${taken.import.id}, taken_sha256 = ${taken.import.sha256}`
           }
     where workspace_id = ${tx.workspace} and id = ${id}`);
};

/** The pull that was begun at this time is a dead letter. */
export const noteFailure = async (tx: Write, id: FeedId, begunAt: Timestamp): Promise<void> => {
  await tx.run(sql`
    update knowledge.feeds
       set failing_since = coalesce(failing_since, ${begunAt}::timestamptz), dead_letters = dead_letters + 1
     where workspace_id = ${tx.workspace} and id = ${id}`);
};

export interface DueFeed {
  readonly workspace_id: WorkspaceId;
  readonly feed_id: FeedId;
}

/** Of all workspaces. */
export const dueFeeds = (tx: InstanceRead, most: number): Promise<DueFeed[]> =>
  tx.many(sql<DueFeed>`select * from knowledge.due_feeds(${most}::integer)`);

/** Of all workspaces. */
export const feedsFarAhead = (tx: InstanceRead): Promise<DueFeed[]> =>
  tx.many(sql<DueFeed>`select * from knowledge.feeds_far_ahead()`);

export const countFailingFeeds = async (tx: InstanceRead): Promise<number> =>
  (await tx.one(sql<{ count: number }>`select knowledge.count_failing_feeds() as count`)).count;
