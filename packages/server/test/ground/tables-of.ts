import type pg from 'pg';

interface Column extends pg.QueryResultRow {
  table: string;
  column: string;
  type: string;
  nullable: boolean;
  has_default: boolean;
}

const TYPES: Readonly<Record<string, string>> = {
  uuid: 'string',
  text: 'string',
  timestamptz: 'string',
  numeric: 'string',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  float8: 'number',
  bool: 'boolean',
  json: 'unknown',
  jsonb: 'unknown',
  bytea: 'Buffer',
  _text: 'string[]',
  _uuid: 'string[]',
};

const COLUMNS = `
  select n.nspname || '.' || c.relname as table, a.attname as column, t.typname as type,
         not a.attnotnull as nullable, a.atthasdef or a.attidentity <> '' as has_default
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid
   where c.relkind in ('r', 'p', 'v') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_%'
   order by 1, a.attnum`;

/** The types of a database's tables for the statement writer, from the database's own catalogue. */
export const tablesOf = async (client: pg.Client, isWanted: (table: string) => boolean): Promise<string> => {
  const { rows } = await client.query<Column>(COLUMNS);
  const tables = Map.groupBy(
    rows.filter(({ table }) => isWanted(table)),
    ({ table }) => table,
  );
  const members = [...tables].map(([table, columns]) => `  '${table}': {\n${columns.map(memberOf).join('\n')}\n  };`);
  const text = members.join('\n');
  const imports = text.includes('Generated<') ? "import type { Generated } from 'kysely';\n\n" : '';
  return `// Made by test/ground/write-tables.ts from the migrated database. Do not edit.\n${imports}export type Tables = {\n${text}\n};\n`;
};

const memberOf = ({ table, column, type, nullable, has_default }: Column): string => {
  const base = TYPES[type];
  if (base === undefined) throw new Error(`${table}.${column} has the type ${type}, which nobody has mapped yet`);
  const full = nullable ? `${base} | null` : base;
  return `    ${column}: ${has_default ? `Generated<${full}>` : full};`;
};
