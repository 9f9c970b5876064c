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

/** In no order. Those that are not there are left out. */
export const findPairs = (tx: Read, ids: readonly string[]): Promise<Pair[]> =>
  tx.many(sql<Pair>`
    select p.id, ${SAID}, ${KNOWN}, ${embeddingStatus} as embedding_status from knowledge.pairs p
     where p.workspace_id = ${tx.workspace} and p.id = any(${ids}::uuid[]) and p.removed_at is null`);

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
