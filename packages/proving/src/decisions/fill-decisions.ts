import type { Sql } from '../postgres/sql.ts';

/** Makes so many more of one that waits, each its own, with another priority, kind and asker's name, a second apart before it. */
export const fillDecisions = async (admin: Sql, like: string, count: number): Promise<void> => {
  // a version 7 id whose time is that of its row: lists are in the order of ids
  const id = `(lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(made, 1, 3) || '8' || substr(made, 4, 15))::uuid`;
  // what refers to a row is made with it; to look it up each time takes minutes
  await admin.query('set session_replication_role = replica');
  const columns = await writtenColumns(admin);
  await admin.query(
    `with more as materialized (
       select n, at, ${id} as id from decisions.decisions d, generate_series(1, $2::integer) n,
              lateral (select d.created_at - make_interval(secs => n) as at, md5(gen_random_uuid()::text) as made) each
        where d.id = $1
     ), filled as (
       insert into decisions.decisions (${columns})
       select ${columns} from (select filled.* from more, decisions.decisions d,
              lateral jsonb_populate_record(d, jsonb_build_object('id', more.id, 'created_at', more.at, 'urgency', n % 4,
                                                                  'kind', 'kind.' || n % 20, 'title', 'Refund order ' || n)) filled
        where d.id = $1) as each
     )
     insert into decisions.steps
     select step.* from more, decisions.steps s,
            lateral jsonb_populate_record(s, jsonb_build_object('decision_id', more.id, 'at', more.at)) step
      where s.decision_id = $1`,
    [like, count],
  );
  // as the database would by itself within a minute
  await admin.query('vacuum (analyze) decisions.decisions');
  await admin.query('reset session_replication_role');
};

/** All but those that the database works out itself. */
const writtenColumns = async (admin: Sql): Promise<string> => {
  const columns = await admin.query<{ name: string }>(
    `select quote_ident(attname) as name from pg_attribute
      where attrelid = 'decisions.decisions'::regclass and attnum > 0 and attgenerated = '' and not attisdropped`,
  );
  return columns.map(({ name }) => name).join(', ');
};
