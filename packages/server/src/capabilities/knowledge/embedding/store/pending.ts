import { sql } from 'kysely';
import type { Read } from '../../../../platform/database/transaction.ts';
import { TEXT_BYTES } from '../../pairs/store/reading.ts';
import type { Place } from '../../shelf/place.ts';
import type { Space } from './spaces.ts';
import { vectorOf } from './vector-of.ts';

/** A pair whose text has no vector in a space. */
export interface PendingPair {
  readonly id: string;
  readonly question: string;
  readonly answer: string;
  readonly phrasings: readonly string[];
  readonly text_hash: Buffer;
  readonly change: number;
  /** Of what was embedded before; null where nothing was. */
  readonly content_hash: Buffer | null;
}

const PENDING = sql`p.id, p.question, p.answer, p.phrasings, p.text_hash, p.change`;

/** Pairs that come next in their order, those that are done among them. */
export interface Stretch {
  readonly pending: readonly PendingPair[];
  /** The last of them, done or not; undefined behind the last pair of all. */
  readonly last: Place | undefined;
  readonly isLast: boolean;
}

const IS_PENDING = sql`(p.removed_at is null and v.text_hash is distinct from p.text_hash)`;

type InStretch = PendingPair & { readonly is_pending: boolean; readonly is_full: boolean };

/** So much text, and one pair, is read at once. */
const MOST_BYTES = 4 * 1024 * 1024;

/**
 * So many are taken first and then looked up: joined at once, all pairs of the workspace would be, for each stretch anew. What
 * was removed is taken as well: without it, indexes of what is there look as good as the one by changes, and are read whole.
 */
export const nextStretch = async (
  tx: Read,
  { id }: Pick<Space, 'id'>,
  after: Place,
  most: number,
): Promise<Stretch> => {
  const rows = await tx.many(sql<InStretch>`
    with stretch as materialized (
      select p.workspace_id, p.id, p.text_hash, p.change, p.question, p.answer, p.phrasings, p.removed_at,
             ${TEXT_BYTES} as own, sum(${TEXT_BYTES}) over (order by p.change, p.id rows unbounded preceding) as through
        from knowledge.pairs p
       where p.workspace_id = ${tx.workspace} and p.change >= ${after.change}::bigint and (p.change, p.id) > (${after.change}::bigint, ${after.id}::uuid)
       order by p.change, p.id limit ${most})
    select p.id, p.change, p.text_hash, ${IS_PENDING} as is_pending,
           case when ${IS_PENDING} then p.question end as question,
           case when ${IS_PENDING} then p.answer end as answer,
           case when ${IS_PENDING} then p.phrasings end as phrasings,
           v.content_hash, p.through >= ${MOST_BYTES} as is_full
      from stretch p ${vectorOf(sql`${id}::uuid`)}
     where p.through - p.own < ${MOST_BYTES} order by p.change, p.id`);
  const last = rows.at(-1);
  return {
    pending: rows.filter(({ is_pending: isPending }) => isPending),
    last,
    isLast: rows.length < most && last?.is_full !== true,
  };
};

/** A pair that was given up is tried so often, each time after a longer pause. */
export const MOST_TRIES = 6;
const DUE_AT = sql`v.failed_at + make_interval(secs => least(600 * power(6, v.tries - 1), 86400))`;
const IS_TRIED_AGAIN = sql`v.vector is null and v.tries < ${MOST_TRIES} and v.text_hash = p.text_hash and p.removed_at is null`;

/** Pairs that were given up and whose pause is over. */
export const pairsToTryAgain = (tx: Read, { id }: Pick<Space, 'id'>, most: number): Promise<PendingPair[]> =>
  tx.many(sql<PendingPair>`
    select ${PENDING}, null::bytea as content_hash
      from knowledge.vectors v
      join knowledge.pairs p on p.workspace_id = v.workspace_id and p.id = v.pair_id
     where v.workspace_id = ${tx.workspace} and v.space_id = ${id} and ${IS_TRIED_AGAIN} and ${DUE_AT} <= holdfast.now()
     order by v.failed_at limit ${most}`);

/** In how many milliseconds the next of them is due; null when none is. */
export const nextTryInMs = async (tx: Read, { id }: Pick<Space, 'id'>): Promise<number | null> => {
  const { in_ms: inMs } = await tx.one(sql<{ in_ms: number | null }>`
    select (extract(epoch from min(${DUE_AT}) - holdfast.now()) * 1000)::float8 as in_ms
      from knowledge.vectors v
      join knowledge.pairs p on p.workspace_id = v.workspace_id and p.id = v.pair_id
     where v.workspace_id = ${tx.workspace} and v.space_id = ${id} and ${IS_TRIED_AGAIN}`);
  return inMs === null ? null : Math.max(0, inMs);
};
