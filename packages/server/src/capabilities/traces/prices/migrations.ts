import type { MigrationFolder } from '../../../platform/database/migration-files.ts';

export const PRICES_MIGRATIONS: MigrationFolder = {
  owner: 'prices',
  folder: new URL('./migrations/', import.meta.url),
};
