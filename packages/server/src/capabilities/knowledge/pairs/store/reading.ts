import type { Pair } from '@holdfast/protocol/knowledge/pair';
import type { PairId } from '@holdfast/protocol/knowledge/ids';
import type { Timestamp } from '@holdfast/protocol/time';
import { sql } from 'kysely';
import type { Read, Write } from '../../../../platform/database/transaction.ts';
import { embeddingStatus } from '../../embedding/store/embedding-status.ts';
import type { Fingerprint } from '../fingerprints.ts';
import type { PairDraft } from '../../pair-draft.ts';

export const SAID = sql`p.question, p.answer, p.phrasings, p.tags, p.source, p.language, p.valid_from, p.valid_until`;

export const KNOWN = sql`p.import_id, p.version, p.created_at, p.updated_at`;

/** How much text a pair has: its pages are to be held at once, however long answers are. */
export const TEXT_BYTES = sql`octet_length(p.question) + octet_length(p.answer) + octet_length(array_to_string(p.phrasings, ''))`;

export const findPair = (tx: Read, id: PairId): Promise<Pair | undefined> =>
  tx.maybe(sql<Pair>`
    select p.id, ${SAID}, ${KNOWN}, ${embeddingStatus} as embedding_status from knowledge.pairs p
     where p.workspace_id = ${tx.workspace} and p.id = ${id} and p.removed_at is null`);

/** Pairs are read whole, as many as have no more text than this, and one. */
const MOST_BYTES = 2 * 1024 * 1024;

/** In the order of the ids, without those that are not there. `there` says how many are, also where not all of them are read. */
export const findPairs = (tx: Read, ids: readonly string[]): Promise<(Pair & { readonly there: number })[]> =>
  tx.many(sql<Pair & { readonly there: number }>`
    select p.id, ${SAID}, ${KNOWN}, ${embeddingStatus} as embedding_status, p.there
      from (select p.*, ${TEXT_BYTES} as own, sum(${TEXT_BYTES}) over (order by w.place rows unbounded preceding) as through,
                   w.place, (count(*) over ())::int as there
              from unnest(${ids}::uuid[]) with ordinality w (id, place)
              join knowledge.pairs p on p.workspace_id = ${tx.workspace} and p.id = w.id and p.removed_at is null) p
     where p.through - p.own < ${MOST_BYTES} order by p.place`);

/** A pair with what is reckoned from its text, removed or not. */
export interface StoredPair extends PairDraft {
  readonly id: string;
  readonly key: Fingerprint;
  readonly hash: Fingerprint;
  readonly version: number;
  readonly removed: boolean;
}

/** Nobody makes them other while the shelf is held. */
export const readStored = (tx: Write, ids: readonly string[]): Promise<StoredPair[]> =>
  tx.many(sql<StoredPair>`
    select p.id, ${SAID}, p.question_key::text as key, p.text_hash::text as hash, p.version, p.removed_at is not null as removed
      from knowledge.pairs p where p.workspace_id = ${tx.workspace} and p.id = any(${ids}::uuid[])`);

export const readNow = async (tx: Read): Promise<Timestamp> =>
  (await tx.one(sql<{ now: Timestamp }>`select holdfast.now() as now`)).now;
