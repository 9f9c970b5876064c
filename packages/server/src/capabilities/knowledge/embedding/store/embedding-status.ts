import { sql } from 'kysely';

/**
 * Whether a pair is found by its meaning, in a statement that calls `knowledge.pairs` `p`: one of the words of the contract. A vector of an earlier text counts as none.
 */
export const embeddingStatus = sql<string>`
  coalesce((
    select case when s.embedder = 'none' then 'off'
                when v.text_hash is distinct from p.text_hash then 'pending'
                when v.vector is null then 'failed'
                else 'completed' end
      from knowledge.spaces s
      left join knowledge.vectors v
        on v.workspace_id = s.workspace_id and v.space_id = s.id and v.pair_id = p.id
     where s.workspace_id = p.workspace_id and s.status = 'current'), 'pending')`;
