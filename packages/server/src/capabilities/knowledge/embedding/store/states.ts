import type { Timestamp } from '@holdfast/protocol/time';
import { sql } from 'kysely';
import type { Read } from '../../../../platform/database/transaction.ts';
import type { Space } from './spaces.ts';
import { vectorOf } from './vector-of.ts';

/** A space as people see it. */
export interface SpaceState extends Omit<Space, 'filled_to' | 'background'> {
  readonly provider_name: string | null;
  readonly created_at: Timestamp;
  readonly total: number;
  readonly embedded: number;
  readonly failed: number;
  readonly pairs_per_second: number | null;
  readonly trouble: string | null;
  readonly trouble_since: Timestamp | null;
  readonly again_at: Timestamp | null;
}

/** A pace that nobody measured lately says nothing of now. */
const MEASURED_WITHIN = '1 minute';

/**
 * The current one and, while there is one, the next. Pairs up to the change to which a space is filled are done, so that only those
 * behind it, and those that were given up, are looked at.
 */
export const liveStates = (tx: Read): Promise<SpaceState[]> =>
  tx.many(sql<SpaceState>`
    select s.id, s.embedder, s.provider_id, s.model, s.dimensions, s.asked_dimensions, s.batch_size, s.concurrency,
           s.status, s.created_at, provider.name as provider_name, shelf.pairs as total,
           shelf.pairs - waiting.pending - given_up.failed as embedded, given_up.failed,
           case when s.measured_at > holdfast.now() - ${MEASURED_WITHIN}::interval then s.pairs_per_second end as pairs_per_second,
           s.trouble, s.trouble_since, s.again_at
      from knowledge.spaces s
      join knowledge.shelves shelf on shelf.workspace_id = s.workspace_id
      left join providers.providers provider on provider.workspace_id = s.workspace_id and provider.id = s.provider_id
     cross join lateral (
       select count(*) filter (where p.removed_at is null and v.text_hash is distinct from p.text_hash) as pending
         from knowledge.pairs p ${vectorOf(sql`s.id`)}
        where p.workspace_id = s.workspace_id and p.change > s.filled_to) as waiting
     cross join lateral (
       select count(*) as failed
         from knowledge.vectors v
        cross join lateral (
          select p.text_hash, p.removed_at from knowledge.pairs p
           where p.workspace_id = v.workspace_id and p.id = v.pair_id limit 1) p
        where v.workspace_id = s.workspace_id and v.space_id = s.id and v.vector is null
          and p.text_hash = v.text_hash and p.removed_at is null) as given_up
     where s.workspace_id = ${tx.workspace} and s.status <> 'retired' order by s.status`);

export const countPairs = async (tx: Read): Promise<number> => {
  const shelf = await tx.maybe(sql<{ pairs: number }>`
    select pairs from knowledge.shelves where workspace_id = ${tx.workspace}`);
  return shelf?.pairs ?? 0;
};
