import type { MigrationFolder } from '../../platform/database/migration-files.ts';

export const PROVIDERS_MIGRATIONS: MigrationFolder = {
  owner: 'providers',
  folder: new URL('./migrations/', import.meta.url),
};
