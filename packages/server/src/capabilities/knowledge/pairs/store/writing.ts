import { sql, type RawBuilder } from 'kysely';
import type { Write } from '../../../../platform/database/transaction.ts';
import type { Change } from '../change.ts';
import type { Fingerprint } from '../fingerprints.ts';
import { draftRows, type FiledDraft } from './filed-drafts.ts';

/** The pairs of these questions as they are now. Nobody makes them other while the shelf is held. */
export interface KnownPair {
  readonly id: string;
  readonly key: Fingerprint;
  readonly hash: Fingerprint;
  readonly version: number;
}

export const findByKeys = (tx: Write, keys: readonly Fingerprint[]): Promise<KnownPair[]> =>
  // one lookup for each: asked for any of many keys, the planner of a young table goes through all pairs of the workspace
  tx.many(sql<KnownPair>`
    select p.id, p.question_key::text as key, p.text_hash::text as hash, p.version
      from unnest(${keys}::bytea[]) as k (question_key)
     cross join lateral (
       select known.id, known.question_key, known.text_hash, known.version from knowledge.pairs known
        where known.workspace_id = ${tx.workspace} and known.removed_at is null
          and known.question_key = k.question_key limit 1) p`);

/** Those of these that are not removed. */
export const findPresent = (tx: Write, ids: readonly string[]): Promise<{ id: string; version: number }[]> =>
  tx.many(sql<{ id: string; version: number }>`
    select id, version from knowledge.pairs
     where workspace_id = ${tx.workspace} and removed_at is null and id = any(${ids}::uuid[])`);

export const insertPairs = async (tx: Write, change: Change, drafts: readonly FiledDraft[]): Promise<void> => {
  await tx.run(insertion(tx, change, drafts));
  await count(tx, { pairs: drafts.length, removed: 0 });
};

/** Those whose question nobody has asked yet. Gives how many they are. */
export const insertNewPairs = async (tx: Write, change: Change, drafts: readonly FiledDraft[]): Promise<number> => {
  const inserted = await tx.run(sql`
    ${insertion(tx, change, drafts)} on conflict (workspace_id, question_key) where removed_at is null do nothing`);
  await count(tx, { pairs: inserted, removed: 0 });
  return inserted;
};

/** What they were is kept. One that was removed comes back. */
export const rewritePairs = async (tx: Write, change: Change, drafts: readonly FiledDraft[]): Promise<void> => {
  const back = await keepVersions(
    tx,
    drafts.map(({ id }) => id),
  );
  // all of them are there: this finds each by its key, where an update would be left to choose how
  await tx.run(sql`
    ${insertion(tx, change, drafts)}
    on conflict (workspace_id, id) do update
       set question = excluded.question, answer = excluded.answer, phrasings = excluded.phrasings, tags = excluded.tags,
           source = excluded.source, language = excluded.language, valid_from = excluded.valid_from,
           valid_until = excluded.valid_until, question_key = excluded.question_key, sort_key = excluded.sort_key,
           text_hash = excluded.text_hash, version = p.version + 1, change = excluded.change, removed_at = null,
           ${madeBy(change)}`);
  await count(tx, { pairs: back, removed: -back });
};

/** Taken once in a statement: as a default, or by its bare name, it is taken for each row, which may cost as much as the row. */
const NOW = sql`(select holdfast.now())`;

const insertion = (tx: Write, change: Change, drafts: readonly FiledDraft[]): RawBuilder<unknown> => {
  const importId = change.by === 'import' ? change.importId : null;
  return sql`
    insert into knowledge.pairs as p (workspace_id, id, question, answer, phrasings, tags, source, language, valid_from,
                                      valid_until, question_key, sort_key, text_hash, change, import_id, made_by,
                                      actor_kind, actor_id, made_by_import, created_at, updated_at)
    select ${tx.workspace}::uuid, d.id, d.question, d.answer, d.phrasings::text[], d.tags::text[], d.source, d.language,
           d.valid_from::timestamptz, d.valid_until::timestamptz, d.question_key, d.sort_key, d.text_hash,
           ${change.number}::bigint, ${importId}::uuid, ${change.by}, ${change.actor.kind}, ${change.actor.id}::uuid,
           ${change.importId}::uuid, ${NOW}, ${NOW}
      from ${draftRows(drafts)}`;
};

/** Of pairs that are not removed. */
export const removePairs = async (tx: Write, change: Change, ids: readonly string[]): Promise<void> => {
  await keepVersions(tx, ids);
  await tx.run(sql`
    update knowledge.pairs p
       set version = p.version + 1, change = ${change.number}::bigint, removed_at = holdfast.now(), ${madeBy(change)}
     where p.workspace_id = ${tx.workspace} and p.id = any(${ids}::uuid[])`);
  await count(tx, { pairs: -ids.length, removed: ids.length });
};

const madeBy = ({ by, actor, importId }: Change) =>
  sql`made_by = ${by}, actor_kind = ${actor.kind}, actor_id = ${actor.id}::uuid, made_by_import = ${importId}::uuid,
      updated_at = holdfast.now()`;

/** Gives how many of them are removed. */
const keepVersions = async (tx: Write, ids: readonly string[]): Promise<number> =>
  (
    await tx.one(sql<{ removed: number }>`
      with kept as (
        insert into knowledge.pair_versions (workspace_id, pair_id, version, question, answer, phrasings, tags, source,
                                             language, valid_from, valid_until, removed, made_at, made_by, actor_kind,
                                             actor_id, made_by_import)
        select p.workspace_id, p.id, p.version, p.question, p.answer, p.phrasings, p.tags, p.source, p.language,
               p.valid_from, p.valid_until, p.removed_at is not null, p.updated_at, p.made_by, p.actor_kind,
               p.actor_id, p.made_by_import
          from knowledge.pairs p where p.workspace_id = ${tx.workspace} and p.id = any(${ids}::uuid[])
        returning removed)
      select count(*) filter (where removed) as removed from kept`)
  ).removed;

/** The shelf is held, so that its numbers are right. */
const count = async (tx: Write, by: { readonly pairs: number; readonly removed: number }): Promise<void> => {
  if (by.pairs === 0 && by.removed === 0) return;
  await tx.run(sql`
    update knowledge.shelves set pairs = pairs + ${by.pairs}::bigint, removed = removed + ${by.removed}::bigint
     where workspace_id = ${tx.workspace}`);
};
