import type { Sql } from '../postgres/sql.ts';
import type { Random } from '../run/random.ts';
import { generatePair } from './generated-pairs.ts';

const AT_ONCE = 5_000;

/** Writes generated pairs past the endpoints: what is measured is how they are found. */
export const fillPairs = async (admin: Sql, workspace: string, random: Random, count: number): Promise<void> => {
  for (let from = 0; from < count; from += AT_ONCE) {
    const pairs = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, at) => generatePair(random, from + at));
    await admin.query('begin');
    await admin.query(
      `insert into knowledge.shelves as s (workspace_id, change) values ($1, 1)
       on conflict (workspace_id) do update set change = s.change + 1`,
      [workspace],
    );
    await admin.query(INSERT, [workspace, pairs.map(({ question }) => question), pairs.map(({ answer }) => answer)]);
    await admin.query('commit');
  }
  await admin.query('analyze knowledge.pairs');
};

const INSERT = `
  insert into knowledge.pairs (workspace_id, id, question, answer, phrasings, tags, source, question_key, sort_key, text_hash,
                               change, made_by, actor_kind, actor_id)
  select $1::uuid, gen_random_uuid(), t.question, t.answer, '{}', '{}', '',
         substring(sha256(convert_to(lower(t.question), 'UTF8')) for 16), left(lower(t.question), 64),
         substring(sha256(convert_to(t.question || t.answer, 'UTF8')) for 16),
         (select change from knowledge.shelves where workspace_id = $1::uuid), 'hand', 'key', gen_random_uuid()
    from unnest($2::text[], $3::text[]) as t (question, answer)`;
