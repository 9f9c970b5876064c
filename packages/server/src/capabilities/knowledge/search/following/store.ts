import { sql } from 'kysely';
import type { Read } from '../../../../platform/database/transaction.ts';
import { TEXT_BYTES } from '../../pairs/store/reading.ts';
import type { Place } from '../../shelf/place.ts';
import type { PairText } from '../thread/pair-text.ts';

/** Up to which change the pairs of a workspace were committed at which time. */
export interface Moment {
  readonly change: number;
  /** Milliseconds since 1970 by the clock of the database. */
  readonly at: number;
}

export const readMoment = (tx: Read): Promise<Moment> =>
  tx.one(sql<Moment>`
    select coalesce((select change from knowledge.shelves where workspace_id = ${tx.workspace}), 0) as change,
           (extract(epoch from holdfast.now()) * 1000)::float8 as at`);

/** What was changed behind a place, up to a change. */
export interface Stretch {
  readonly after: Place;
  readonly upTo: number;
  readonly most: number;
}

export interface ChangedPair extends PairText {
  readonly change: number;
  readonly removed: boolean;
  /** What was read is as much text as is taken in at once; behind it may be more. */
  readonly is_full: boolean;
}

const MOST_BYTES = 4 * 1024 * 1024;

/** Milliseconds, and not the texts of times: they are compared. */
const MOMENT_MS = (column: 'valid_from' | 'valid_until') =>
  sql`(extract(epoch from ${sql.ref(`p.${column}`)}) * 1000)::float8`;

export const changedPairs = (
  tx: Read,
  { after, upTo, most }: Stretch,
  { withRemoved }: { readonly withRemoved: boolean },
): Promise<ChangedPair[]> =>
  tx.many(sql<ChangedPair>`
    select p.id, p.change, p.removed_at is not null as removed, p.question, p.phrasings, p.answer, p.tags,
           ${MOMENT_MS('valid_from')} as "validFrom", ${MOMENT_MS('valid_until')} as "validUntil",
           p.through >= ${MOST_BYTES} as is_full
      from (select p.id, p.change, p.removed_at, p.question, p.phrasings, p.answer, p.tags, p.valid_from, p.valid_until,
                   ${TEXT_BYTES} as own, sum(${TEXT_BYTES}) over (order by p.change, p.id rows unbounded preceding) as through
              from knowledge.pairs p
             where p.workspace_id = ${tx.workspace} and (p.change, p.id) > (${after.change}::bigint, ${after.id}::uuid)
               and p.change <= ${upTo}::bigint and (${withRemoved} or p.removed_at is null)
             order by p.change, p.id limit ${most}) p
     where p.through - p.own < ${MOST_BYTES} order by p.change, p.id`);

export interface StoredVector {
  readonly id: string;
  readonly change: number;
  readonly content_hash: Buffer | null;
  /** Float32, little endian. */
  readonly vector: Buffer | null;
}

const VECTOR = sql`v.pair_id as id, v.change, v.content_hash, v.vector`;

/** The condition that every change meets is the index's own: it serves nobody who does not say it. */
export const changedVectors = (tx: Read, space: string, { after, upTo, most }: Stretch): Promise<StoredVector[]> =>
  tx.many(sql<StoredVector>`
    select ${VECTOR} from knowledge.vectors v
     where v.workspace_id = ${tx.workspace} and v.space_id = ${space}
       and v.change > 0 and (v.change, v.pair_id) > (${after.change}::bigint, ${after.id}::uuid) and v.change <= ${upTo}::bigint
     order by v.change, v.pair_id limit ${most}`);

export const vectorsOf = (tx: Read, space: string, ids: readonly string[]): Promise<StoredVector[]> =>
  tx.many(sql<StoredVector>`
    select ${VECTOR} from knowledge.vectors v
     where v.workspace_id = ${tx.workspace} and v.space_id = ${space} and v.pair_id = any(${ids}::uuid[])`);
