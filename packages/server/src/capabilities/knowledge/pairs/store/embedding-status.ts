import { sql } from 'kysely';

/**
 * Whether a pair `p` is found by its meaning: by the space that answers, or by the first one as long as it is being filled.
 * Without a space there is no embedder.
 */
export const embeddingStatus = sql`
  coalesce((select case when s.embedder = 'none' then 'off'
                        when v.text_hash is distinct from p.text_hash then 'pending'
                        when v.vector is null and v.failure is not null then 'failed'
                        else 'completed' end
              from knowledge.spaces s
              left join knowledge.vectors v
                on v.workspace_id = s.workspace_id and v.space_id = s.id and v.pair_id = p.id
             where s.workspace_id = p.workspace_id order by s.status limit 1), 'off')`;
