import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../../lab/database.ts';
import { tablesOf } from '../../postgres/tables.ts';

/** A place, and all that is written there. */
export type Places = ReadonlyMap<string, string>;

/** Every row of every table, as text. Bytes are looked at as text as well. */
export const readTables = async (database: Database): Promise<Places> => {
  const admin = await database.asAdmin();
  const places = new Map<string, string>();
  for (const { name, columns } of await tablesOf(admin)) {
    const rows = await admin.query<{ text: string }>(`select to_jsonb(t)::text as text from ${name} t`);
    const bytes = await admin.query<{ name: string }>(
      `select attname as name from pg_attribute where attrelid = $1::regclass and atttypid = 'bytea'::regtype and attnum > 0`,
      [name],
    );
    const parts = bytes.filter((one) => columns.includes(one.name)).map((one) => `encode("${one.name}", 'escape')`);
    const written =
      parts.length === 0
        ? []
        : await admin.query<{ text: string }>(`select concat_ws(' ', ${parts.join(', ')}) as text from ${name}`);
    places.set(`table ${name}`, [...rows, ...written].map(({ text }) => text).join('\n'));
  }
  await admin.close();
  return places;
};

/** Every file of a folder but those that are there to hold a secret. */
export const readFiles = (folder: string, intended: ReadonlySet<string>): Places =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !intended.has(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [`file ${file.slice(folder.length + 1)}`, readFileSync(file, 'latin1')]),
  );
