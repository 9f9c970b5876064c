import pg from 'pg';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { useDatabase } from '../../../test/ground/database.ts';
import { TABLE_FILES } from '../../../test/ground/table-files.ts';
import { tablesOf } from '../../../test/ground/tables-of.ts';

const ground = useDatabase();

test.each(TABLE_FILES)(
  'the types of the tables are those of the migrated database (else run test/ground/write-tables.ts)',
  async ({ file, isOurs }) => {
    const client = new pg.Client({ connectionString: ground.ownerUrl.href });
    await client.connect();
    const made = await tablesOf(client, isOurs);
    await client.end();
    expect(await readFile(file, 'utf8')).toBe(made);
  },
);
