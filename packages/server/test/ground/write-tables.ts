import { writeFile } from 'node:fs/promises';
import pg from 'pg';
import { startGroundPostgres } from './postgres.ts';
import { TABLE_FILES } from './table-files.ts';
import { tablesOf } from './tables-of.ts';

/** `node packages/server/test/ground/write-tables.ts`, after a migration was written. */
const { postgres, stop } = await startGroundPostgres();
const client = new pg.Client({ connectionString: postgres.ownerUrl });
await client.connect();
for (const { file, isOurs } of TABLE_FILES) await writeFile(file, await tablesOf(client, isOurs));
await client.end();
await stop();
