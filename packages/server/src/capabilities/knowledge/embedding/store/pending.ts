import { sql } from 'kysely';
import type { Read } from '../../../../platform/database/transaction.ts';
import type { Space } from './spaces.ts';

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

/** Where to go on: pairs are worked on in the order of their changes. */
export interface Place {
  readonly change: number;
  readonly id: string;
}

const PENDING = sql`p.id, p.question, p.answer, p.phrasings, p.text_hash, p.change`;

/** Pairs behind a place that are not done, the longest first changed first. */
export const pendingPairs = (tx: Read, { id }: Pick<Space, 'id'>, after: Place, most: number): Promise<PendingPair[]> =>
  tx.many(sql<PendingPair>`
    select ${PENDING}, case when v.vector is null then null else v.content_hash end as content_hash
      from knowledge.pairs p
      left join knowledge.vectors v
        on v.workspace_id = p.workspace_id and v.space_id = ${id} and v.pair_id = p.id
     where p.workspace_id = ${tx.workspace} and p.removed_at is null
       and (p.change, p.id) > (${after.change}::bigint, ${after.id}::uuid)
       and v.text_hash is distinct from p.text_hash
     order by p.change, p.id limit ${most}`);

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
