import type { TestProject } from 'vitest/node';
import { startGroundPostgres } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    groundAdminUrl: string;
    groundOwnerUrl: string;
    groundAppUrl: string;
    groundLeftFolder: string;
  }
}

/** One PostgreSQL for a whole run of the tests; every test file clones its own database from it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { postgres, leftFolder, stop } = await startGroundPostgres();
  project.provide('groundAdminUrl', postgres.adminUrl);
  project.provide('groundOwnerUrl', postgres.ownerUrl);
  project.provide('groundAppUrl', postgres.appUrl);
  project.provide('groundLeftFolder', leftFolder);
  return stop;
}
