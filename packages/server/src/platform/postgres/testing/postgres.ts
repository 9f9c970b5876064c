import { onTestFinished } from 'vitest';
import { startPostgres, type EmbeddedPostgres, type StartPostgres } from '../start-postgres.ts';
import { folderIn, quiet } from './folder.ts';

/** A Postgres that does not outlive its test. */
export async function postgresIn(root: string, options: Partial<StartPostgres> = {}): Promise<EmbeddedPostgres> {
  const postgres = await startPostgres({ dataFolder: folderIn(root), log: quiet, ...options });
  onTestFinished(() => postgres.stop(5_000));
  return postgres;
}
