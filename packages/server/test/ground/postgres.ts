import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrationsWith } from '../../src/migrations.ts';
import { migrate } from '../../src/platform/database/migrate.ts';
import { openDataFolder } from '../../src/platform/files/data-folder.ts';
import { startPostgres, type EmbeddedPostgres } from '../../src/platform/postgres/start-postgres.ts';
import { groundMigrations } from './migrations.ts';
import { silentLog } from './silent-log.ts';

export interface GroundPostgres {
  readonly postgres: EmbeddedPostgres;
  /** A data folder as the shipped process leaves it when it stops, to be copied: making one takes longer than most tests. */
  readonly leftFolder: string;
  stop(): Promise<void>;
}

const STOP_WITHIN_MS = 10_000;
/** Several files are tested at a time, each with several nodes. */
const CONNECTIONS = 300;

/** A real PostgreSQL in a folder of its own, whose database has every migration and is the template of each test file's. */
export const startGroundPostgres = async (): Promise<GroundPostgres> => {
  const root = await mkdtemp(join(tmpdir(), 'holdfast-ground-'));
  const [folder, leftFolder] = [join(root, 'running'), join(root, 'left')];
  const dataFolder = await openDataFolder(folder);
  const first = await startPostgres({ dataFolder, log: silentLog });
  await migrate(new URL(first.ownerUrl), migrationsWith(), silentLog);
  await first.stop(STOP_WITHIN_MS);
  await cp(folder, leftFolder, { recursive: true });

  const postgres = await startPostgres({ dataFolder, connections: CONNECTIONS, log: silentLog });
  await migrate(new URL(postgres.ownerUrl), groundMigrations(), silentLog);
  return {
    postgres,
    leftFolder,
    stop: async () => {
      await postgres.stop(STOP_WITHIN_MS);
      await rm(root, { recursive: true, force: true });
    },
  };
};
