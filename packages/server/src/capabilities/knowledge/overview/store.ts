import type { KnowledgeOverview } from '@holdfast/protocol/knowledge/overview';
import { sql } from 'kysely';
import type { InstanceRead, Read } from '../../../platform/database/transaction.ts';
import { liveStates } from '../embedding/store/states.ts';

export const readOverview = async (tx: Read): Promise<KnowledgeOverview> => {
  const shelf = await tx.maybe(sql<{ pairs: number; removed: number }>`
    select pairs, removed from knowledge.shelves where workspace_id = ${tx.workspace}`);
  const { pairs, removed } = shelf ?? { pairs: 0, removed: 0 };
  return { pairs, removed, embedding: await countByStatus(tx, pairs), latest_import: await latestImport(tx) };
};

/** By the space that answers. */
const countByStatus = async (tx: Read, pairs: number): Promise<KnowledgeOverview['embedding']> => {
  const none = { pending: 0, completed: 0, failed: 0, off: 0 };
  const current = (await liveStates(tx)).find(({ status }) => status === 'current');
  if (current === undefined) return { ...none, pending: pairs };
  const { embedder, total, embedded, failed } = current;
  return embedder === 'none'
    ? { ...none, off: total }
    : { ...none, pending: total - embedded - failed, completed: embedded, failed };
};

const latestImport = async (tx: Read): Promise<KnowledgeOverview['latest_import']> =>
  (await tx.maybe(sql<NonNullable<KnowledgeOverview['latest_import']>>`
    select id, status, filename, created_at, ended_at,
           jsonb_build_object('rows', rows_done, 'added', added, 'changed', changed, 'unchanged', unchanged,
                              'duplicate', duplicate, 'rejected', rejected) as counts
      from knowledge.imports where workspace_id = ${tx.workspace} order by id desc limit 1`)) ?? null;

interface CommonTags {
  readonly items: { readonly tag: string; readonly pairs: number }[];
  readonly more: number;
}

export const commonTags = async (tx: Read, limit: number): Promise<CommonTags> => {
  const rows = await tx.many(sql<{ tag: string; pairs: number; tags: number }>`
    select t.tag, count(*) as pairs, count(*) over () as tags
      from knowledge.pairs p, unnest(p.tags) as t (tag)
     where p.workspace_id = ${tx.workspace} and p.removed_at is null
     group by t.tag order by 2 desc, t.tag limit ${limit}`);
  const items = rows.map(({ tag, pairs }) => ({ tag, pairs }));
  return { items, more: (rows[0]?.tags ?? 0) - items.length };
};

export const countAllPairs = async (tx: InstanceRead): Promise<number> =>
  (await tx.one(sql<{ pairs: number }>`select knowledge.count_all_pairs() as pairs`)).pairs;
