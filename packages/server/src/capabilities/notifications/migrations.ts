import type { MigrationFolder } from '../../platform/database/migration-files.ts';

export const NOTIFICATIONS_MIGRATIONS: MigrationFolder = {
  owner: 'notifications',
  folder: new URL('./migrations/', import.meta.url),
};
