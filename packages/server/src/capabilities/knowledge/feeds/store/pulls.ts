import type { FeedAttempt, PULL_STATUSES } from '@holdfast/protocol/knowledge/feeds';
import type { FeedId, FeedPullId, ImportId } from '@holdfast/protocol/knowledge/ids';
import type { IMPORT_STATUSES } from '@holdfast/protocol/knowledge/imports';
import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { Timestamp } from '@holdfast/protocol/time';
import { sql } from 'kysely';
import type { InstanceRead, Read, Write } from '../../../../platform/database/transaction.ts';

export type PullStatus = (typeof PULL_STATUSES)[number];

export interface StoredPull {
  readonly id: FeedPullId;
  readonly feed_id: FeedId;
  readonly cause: 'schedule' | 'hand';
  readonly whole: boolean;
  readonly status: PullStatus;
  readonly most_attempts: number;
  readonly next_attempt_at: Timestamp | null;
  readonly import_id: ImportId | null;
  readonly import_status: (typeof IMPORT_STATUSES)[number] | null;
  readonly created_at: Timestamp;
  readonly ended_at: Timestamp | null;
}

export type StoredAttempt = FeedAttempt & { readonly pull_id: FeedPullId };

const PULL = sql`
  p.id, p.feed_id, p.cause, p.whole, p.status, p.most_attempts, p.next_attempt_at, p.import_id, p.created_at, p.ended_at,
  (select i.status from knowledge.imports i
    where i.workspace_id = p.workspace_id and i.id = p.import_id) as import_status`;

export interface NewPull {
  readonly id: FeedPullId;
  readonly feedId: FeedId;
  readonly cause: StoredPull['cause'];
  readonly whole: boolean;
  readonly mostAttempts: number;
}

/** Undefined when one of the same feed is under way. */
export const insertPull = (tx: Write, one: NewPull): Promise<StoredPull | undefined> =>
  tx.maybe(sql<StoredPull>`
    insert into knowledge.feed_pulls as p (workspace_id, id, feed_id, cause, whole, status, most_attempts, next_attempt_at)
    values (${tx.workspace}, ${one.id}, ${one.feedId}, ${one.cause}, ${one.whole}, 'pending', ${one.mostAttempts},
            holdfast.now())
    on conflict (workspace_id, feed_id) where ended_at is null do nothing
    returning ${PULL}`);

export const findPull = (tx: Read, feed: FeedId, id: FeedPullId): Promise<StoredPull | undefined> =>
  tx.maybe(sql<StoredPull>`
    select ${PULL} from knowledge.feed_pulls p
     where p.workspace_id = ${tx.workspace} and p.feed_id = ${feed} and p.id = ${id}`);

export const holdPull = (tx: Write, id: FeedPullId): Promise<StoredPull | undefined> =>
  tx.maybe(sql<StoredPull>`
    select ${PULL} from knowledge.feed_pulls p where p.workspace_id = ${tx.workspace} and p.id = ${id} for update of p`);

/** The pull of a feed that waits for another attempt, and that nobody works on. */
export const findPutOff = (
  tx: Read,
  feed: FeedId,
): Promise<(StoredPull & { readonly attempts_made: number }) | undefined> =>
  tx.maybe(sql<StoredPull & { readonly attempts_made: number }>`
    select ${PULL}, made.attempts_made from knowledge.feed_pulls p
      cross join lateral (select count(*)::integer as attempts_made, bool_and(a.ended_at is not null) as all_ended
                            from knowledge.feed_attempts a
                           where a.workspace_id = ${tx.workspace} and a.pull_id = p.id) as made
     where p.workspace_id = ${tx.workspace} and p.feed_id = ${feed} and p.status = 'retrying' and made.all_ended`);

interface Wanted {
  readonly status: PullStatus | undefined;
  readonly after: string | undefined;
  readonly limit: number;
}

/** One more than the page has. */
export const listPulls = (tx: Read, feed: FeedId, { status, after, limit }: Wanted): Promise<StoredPull[]> =>
  tx.many(sql<StoredPull>`
    select ${PULL} from knowledge.feed_pulls p
     where p.workspace_id = ${tx.workspace} and p.feed_id = ${feed}
       and (${status ?? null}::text is null or p.status = ${status ?? null})
       and (${after ?? null}::uuid is null or p.id < ${after ?? null}::uuid)
     order by p.id desc limit ${limit + 1}`);

/** Of each of these feeds, where it has any. */
export const latestPulls = (tx: Read, feeds: readonly FeedId[]): Promise<StoredPull[]> =>
  tx.many(sql<StoredPull>`
    select ${PULL} from unnest(${[...feeds]}::uuid[]) as wanted (feed_id)
      cross join lateral (select * from knowledge.feed_pulls l
                           where l.workspace_id = ${tx.workspace} and l.feed_id = wanted.feed_id
                           order by l.id desc limit 1) as p`);

export const attemptsOf = (tx: Read, pulls: readonly FeedPullId[]): Promise<StoredAttempt[]> =>
  tx.many(sql<StoredAttempt>`
    select pull_id, attempt, started_at, ended_at, outcome, status, code, message, bytes from knowledge.feed_attempts
     where workspace_id = ${tx.workspace} and pull_id = any (${[...pulls]}::uuid[]) order by pull_id, attempt`);

/** False when this attempt was made and its end is known. One whose node died is made again. */
export const beginAttempt = async (tx: Write, pull: FeedPullId, attempt: number): Promise<boolean> =>
  (await tx.run(sql`
    insert into knowledge.feed_attempts as a (workspace_id, pull_id, attempt) values (${tx.workspace}, ${pull}, ${attempt})
    on conflict (workspace_id, pull_id, attempt) do update set started_at = holdfast.now() where a.ended_at is null`)) >
  0;

export type EndedAttempt = Pick<StoredAttempt, 'attempt' | 'outcome' | 'status' | 'code' | 'message' | 'bytes'>;

export const endAttempt = async (tx: Write, pull: FeedPullId, one: EndedAttempt): Promise<void> => {
  await tx.run(sql`
    update knowledge.feed_attempts
       set ended_at = holdfast.now(), outcome = ${one.outcome}, status = ${one.status}::integer, code = ${one.code}::text,
           message = ${one.message}::text, bytes = ${one.bytes}::bigint
     where workspace_id = ${tx.workspace} and pull_id = ${pull} and attempt = ${one.attempt}`);
};

export const putOffPull = async (tx: Write, id: FeedPullId, waitMs: number): Promise<void> => {
  await tx.run(sql`
    update knowledge.feed_pulls
       set status = 'retrying', next_attempt_at = holdfast.now() + make_interval(secs => ${waitMs}::float8 / 1000)
     where workspace_id = ${tx.workspace} and id = ${id}`);
};

export const endPull = async (
  tx: Write,
  id: FeedPullId,
  { status, importId = null }: { readonly status: PullStatus; readonly importId?: ImportId | null },
): Promise<void> => {
  await tx.run(sql`
    update knowledge.feed_pulls
       set status = ${status}, import_id = ${importId}::uuid, next_attempt_at = null, ended_at = holdfast.now()
     where workspace_id = ${tx.workspace} and id = ${id}`);
};

/** The attempt that was begun and has no end yet. */
export const openAttempt = async (tx: Read, pull: FeedPullId): Promise<number | undefined> =>
  (
    await tx.maybe(sql<{ attempt: number }>`
      select attempt from knowledge.feed_attempts
       where workspace_id = ${tx.workspace} and pull_id = ${pull} and ended_at is null`)
  )?.attempt;

export interface PullOfWorkspace {
  readonly workspace_id: WorkspaceId;
  readonly feed_id: FeedId;
  readonly pull_id: FeedPullId;
}

/** Of all workspaces. */
export const pullsUnderWay = (tx: InstanceRead): Promise<PullOfWorkspace[]> =>
  tx.many(sql<PullOfWorkspace>`select * from knowledge.feed_pulls_under_way()`);

/** Keeps so many of the latest. */
export const forgetOldPulls = async (tx: Write, feed: FeedId, kept: number): Promise<void> => {
  await tx.run(sql`
    delete from knowledge.feed_pulls
     where workspace_id = ${tx.workspace} and feed_id = ${feed}
       and id < (select id from knowledge.feed_pulls
                  where workspace_id = ${tx.workspace} and feed_id = ${feed} order by id desc offset ${kept - 1} limit 1)`);
};
