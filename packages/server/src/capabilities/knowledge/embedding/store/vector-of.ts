import { sql, type RawBuilder } from 'kysely';

/**
 * The vector of each pair `p` in a space, as `v`, by one lookup for each. As a plain join it would be worse by far as long as the table was
 * never analyzed: for the planner it has one row then, and every pair is compared with every vector.
 */
export const vectorOf = (space: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  left join lateral (
    select one.text_hash, one.vector is not null as has_vector,
           case when one.vector is not null then one.content_hash end as content_hash
      from knowledge.vectors one
     where one.workspace_id = p.workspace_id and one.space_id = ${space} and one.pair_id = p.id limit 1) v on true`;
