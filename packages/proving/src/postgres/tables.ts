import { INSTANCE_WORKSPACE } from '@holdfast/protocol/ids';
import type { Sql } from './sql.ts';

/** One table as the database's own catalogue has it. */
export interface Table {
  /** With its schema, quoted where it must be. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: number;
}

const TABLES = `
  select c.oid::regclass::text as name,
         array(select attname::text from pg_attribute a where a.attrelid = c.oid and attnum > 0 and not attisdropped order by attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where c.relkind in ('r', 'p') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
   order by 1`;

/** Every table that is not the database's own. */
export const tablesOf = async (admin: Sql): Promise<Table[]> => {
  const tables = await admin.query<{ name: string; columns: string[] }>(TABLES);
  const counted: Table[] = [];
  for (const { name, columns } of tables) {
    const [row] = await admin.query<{ rows: string }>(`select count(*) as rows from ${name}`);
    counted.push({ name, columns, rows: Number(row?.rows) });
  }
  return counted;
};

/** What belongs to the instance and to no workspace. A table that is not named here has to say whose its rows are. */
export const OF_THE_INSTANCE: ReadonlySet<string> = new Set([
  'holdfast.migrations',
  'holdfast.instance',
  'holdfast.nodes',
  'holdfast.job_workers',
  'holdfast.schedules',
]);

/** Who people are is the same in every workspace. Nobody but functions of fixed shape may touch these. */
export const isOfPeople = ({ name }: Pick<Table, 'name'>): boolean => name.startsWith('auth.');

/** What nodes write about themselves for as long as they run. */
export const OF_LIVING_NODES: ReadonlySet<string> = new Set([
  'auth.setup_tokens',
  'holdfast.nodes',
  'holdfast.job_workers',
  'holdfast.schedules',
]);

/**
 * The same for the same rows, whatever their order; of some columns only, when a later version may have added others.
 * What the instance does for itself is left out.
 */
export const digestOf = async (admin: Sql, { name, columns }: Pick<Table, 'name' | 'columns'>): Promise<string> => {
  const text = columns.map((column) => `"${column}"`).join(', ');
  const others = columns.includes('workspace_id') ? `where workspace_id is distinct from '${INSTANCE_WORKSPACE}'` : '';
  const [row] = await admin.query<{ digest: string }>(
    `select count(*) || ' ' || coalesce(md5(string_agg(line, '' order by line)), '') as digest
       from (select md5(row(${text})::text) as line from ${name} ${others}) as lines`,
  );
  return row?.digest ?? '';
};
