import type { MigrationFolder } from '../../platform/database/migration-files.ts';

export const IDENTITY_MIGRATIONS: MigrationFolder = {
  owner: 'identity',
  folder: new URL('./migrations/', import.meta.url),
};
