import { expectSame } from '../oracles/expect-that.ts';
import type { Sql } from './sql.ts';

const NO_SUCH_ROW = '23503';

interface Key {
  readonly name: string;
  readonly child: string;
  readonly parent: string;
  /** Pairs of columns, without the workspace; null when that is all there is. */
  readonly own: readonly string[] | null;
  readonly theirs: readonly string[] | null;
  readonly types: readonly string[] | null;
}

/** Every reference between tables of workspaces, as the database's own catalogue has it. */
const KEYS = `
  select f.conname as name, f.conrelid::regclass::text as child, f.confrelid::regclass::text as parent,
         array_agg(quote_ident(own.attname) order by at.place) filter (where own.attname <> 'workspace_id') as own,
         array_agg(quote_ident(theirs.attname) order by at.place) filter (where own.attname <> 'workspace_id') as theirs,
         array_agg(format_type(own.atttypid, own.atttypmod) order by at.place) filter (where own.attname <> 'workspace_id') as types
    from pg_constraint f
    cross join lateral unnest(f.conkey, f.confkey) with ordinality as at (own, theirs, place)
    join pg_attribute own on own.attrelid = f.conrelid and own.attnum = at.own
    join pg_attribute theirs on theirs.attrelid = f.confrelid and theirs.attnum = at.theirs
   where f.contype = 'f'
     and exists (select from pg_attribute w where w.attrelid = f.conrelid and w.attname = 'workspace_id')
     and exists (select from pg_attribute w where w.attrelid = f.confrelid and w.attname = 'workspace_id')
   group by f.oid, f.conname, f.conrelid, f.confrelid`;

/** Points a row that exists at a thing of another workspace, for every reference there is: also a superuser is refused. */
export const expectEveryKeyHolds = async (admin: Sql): Promise<{ readonly keys: number; readonly tried: number }> => {
  const keys = await admin.query<Key & Record<string, unknown>>(KEYS);
  let tried = 0;
  for (const { name, child, parent, own, theirs, types } of keys) {
    // a reference to the workspace itself has nothing to point elsewhere
    if (own === null || theirs === null) continue;
    const [found] = await admin.query<{ row: string; values: string[] }>(
      `select c.ctid::text as row, array[${theirs.map((column) => `p.${column}::text`).join(', ')}] as values
         from ${child} c join ${parent} p on p.workspace_id <> c.workspace_id limit 1`,
    );
    if (found === undefined) continue;
    const set = own.map((column, at) => `${column} = x.values[${at + 1}]::${types?.[at]}`).join(', ');
    await admin.query('begin');
    await admin.query('set constraints all immediate');
    const refusal = await admin.refusal(
      `update ${child} set ${set} from (select $1::text[] as values) x where ${child}.ctid = $2::tid`,
      [found.values, found.row],
    );
    await admin.query('rollback');
    expectSame(refusal, NO_SUCH_ROW, `${name} refuses a reference from one workspace into another, to a superuser`);
    tried += 1;
  }
  return { keys: keys.length, tried };
};
