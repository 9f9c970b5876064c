import type { MigrationFolder } from '../../platform/database/migration-files.ts';

export const WORKFLOWS_MIGRATIONS: MigrationFolder = {
  owner: 'workflows',
  folder: new URL('./migrations/', import.meta.url),
};
