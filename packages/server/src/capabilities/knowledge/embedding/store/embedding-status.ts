import { sql } from 'kysely';

/**
 * Whether a pair is found by its meaning, in a statement that calls `knowledge.pairs` `p`: one of the words of the contract. A vector of an
 * earlier text counts as none. It is one lookup, whatever the planner thinks of the tables.
 */
export const embeddingStatus = sql<string>`
  coalesce((
    select case when s.embedder = 'none' then 'off'
                when v.text_hash is distinct from p.text_hash then 'pending'
                when v.has_vector then 'completed'
                else 'failed' end
      from knowledge.spaces s
      left join lateral (
        select one.text_hash, one.vector is not null as has_vector from knowledge.vectors one
         where one.workspace_id = p.workspace_id and one.space_id = s.id and one.pair_id = p.id limit 1) v on true
     where s.workspace_id = p.workspace_id and s.status = 'current'), 'pending')`;
