import { sql } from 'kysely';
import type { Write } from '../../../../platform/database/transaction.ts';
import type { Change } from '../change.ts';
import { draftRows, type FiledDraft } from './filed-drafts.ts';

/** The pairs of these questions as they are now. Nobody makes them other while the shelf is held. */
export interface KnownPair {
  readonly id: string;
  readonly key: Buffer;
  readonly hash: Buffer;
  readonly version: number;
}

export const findByKeys = (tx: Write, keys: readonly Buffer[]): Promise<KnownPair[]> =>
  tx.many(sql<KnownPair>`
    select id, question_key as key, text_hash as hash, version from knowledge.pairs
     where workspace_id = ${tx.workspace} and removed_at is null and question_key = any(${keys}::bytea[])`);

export const insertPairs = async (tx: Write, change: Change, drafts: readonly FiledDraft[]): Promise<void> => {
  const importId = change.by === 'import' ? change.importId : null;
  await tx.run(sql`
    insert into knowledge.pairs (workspace_id, id, question, answer, phrasings, tags, source, language, valid_from,
                                 valid_until, question_key, sort_key, text_hash, change, import_id, made_by,
                                 actor_kind, actor_id, made_by_import)
    select ${tx.workspace}::uuid, d.id, d.question, d.answer, d.phrasings::text[], d.tags::text[], d.source, d.language,
           d.valid_from, d.valid_until, d.question_key, d.sort_key, d.text_hash, ${change.number}::bigint,
           ${importId}::uuid, ${change.by}, ${change.actor.kind}, ${change.actor.id}::uuid, ${change.importId}::uuid
      from ${draftRows(drafts)}`);
  await count(tx, { pairs: drafts.length, removed: 0 });
};

/** What they were is kept. One that was removed comes back. */
export const rewritePairs = async (tx: Write, change: Change, drafts: readonly FiledDraft[]): Promise<void> => {
  const back = await keepVersions(
    tx,
    drafts.map(({ id }) => id),
  );
  await tx.run(sql`
    update knowledge.pairs p
       set question = d.question, answer = d.answer, phrasings = d.phrasings::text[], tags = d.tags::text[],
           source = d.source, language = d.language, valid_from = d.valid_from, valid_until = d.valid_until,
           question_key = d.question_key, sort_key = d.sort_key, text_hash = d.text_hash,
           version = p.version + 1, change = ${change.number}::bigint, removed_at = null, ${madeBy(change)}
      from ${draftRows(drafts)}
     where p.workspace_id = ${tx.workspace} and p.id = d.id`);
  await count(tx, { pairs: back, removed: -back });
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
