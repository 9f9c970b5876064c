import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';

/** Where the migrations of the platform, or of one capability, lie. Folders are applied in the order of their list. */
export interface MigrationFolder {
  readonly owner: string;
  readonly folder: URL;
}

export interface Migration {
  /** `platform/0001-ground` */
  readonly id: string;
  readonly sql: string;
  readonly checksum: string;
  /** A node of an older version cannot work with the schema after it. */
  readonly breaking: boolean;
}

export const PLATFORM_MIGRATIONS: MigrationFolder = {
  owner: 'platform',
  folder: new URL('./migrations/', import.meta.url),
};

const FILE = /^\d{4}-[a-z0-9-]+\.sql$/;
const BREAKING = /^-- breaking\b/;

export const readMigrations = async (folders: readonly MigrationFolder[]): Promise<Migration[]> =>
  (await Promise.all(folders.map(readFolder))).flat();

const readFolder = async ({ owner, folder }: MigrationFolder): Promise<Migration[]> => {
  const files = (await readdir(folder)).filter((name) => FILE.test(name)).toSorted();
  return Promise.all(
    files.map(async (name) => {
      const sql = await readFile(new URL(name, folder), 'utf8');
      return {
        id: `${owner}/${name.slice(0, -'.sql'.length)}`,
        sql,
        checksum: createHash('sha256').update(sql).digest('hex').slice(0, 16),
        breaking: BREAKING.test(sql),
      };
    }),
  );
};
