import type { MigrationFolder } from '../../platform/database/migration-files.ts';

export const DECISIONS_MIGRATIONS: MigrationFolder = {
  owner: 'decisions',
  folder: new URL('./migrations/', import.meta.url),
};
