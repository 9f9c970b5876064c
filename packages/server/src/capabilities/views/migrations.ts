import type { MigrationFolder } from '../../platform/database/migration-files.ts';

export const VIEWS_MIGRATIONS: MigrationFolder = {
  owner: 'views',
  folder: new URL('./migrations/', import.meta.url),
};
