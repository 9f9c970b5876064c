import type { Timestamp } from '@holdfast/protocol/time';
import { sql } from 'kysely';
import type { Read } from '../../../../platform/database/transaction.ts';
import type { Space } from './spaces.ts';

/** A space as people see it. */
export interface SpaceState extends Omit<Space, 'filled_to'> {
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

/** The current one and, while there is one, the next. Each counts pairs by the text that they have now. */
export const liveStates = (tx: Read): Promise<SpaceState[]> =>
  tx.many(sql<SpaceState>`
    select s.id, s.embedder, s.provider_id, s.model, s.dimensions, s.asked_dimensions, s.batch_size, s.concurrency,
           s.status, s.created_at, provider.name as provider_name, counted.total, counted.embedded, counted.failed,
           case when s.measured_at > holdfast.now() - ${MEASURED_WITHIN}::interval then s.pairs_per_second end as pairs_per_second,
           s.trouble, s.trouble_since, s.again_at
      from knowledge.spaces s
      left join providers.providers provider on provider.workspace_id = s.workspace_id and provider.id = s.provider_id
     cross join lateral (
       select count(*) as total, count(v.vector) as embedded,
              count(v.pair_id) - count(v.vector) as failed
         from knowledge.pairs p
         left join knowledge.vectors v on v.workspace_id = p.workspace_id and v.space_id = s.id and v.pair_id = p.id
                                      and v.text_hash = p.text_hash
        where p.workspace_id = s.workspace_id and p.removed_at is null) as counted
     where s.workspace_id = ${tx.workspace} and s.status <> 'retired' order by s.status`);

export const countPairs = async (tx: Read): Promise<number> => {
  const { total } = await tx.one(sql<{ total: number }>`
    select count(*) as total from knowledge.pairs where workspace_id = ${tx.workspace} and removed_at is null`);
  return total;
};
