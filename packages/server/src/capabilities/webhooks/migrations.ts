import type { MigrationFolder } from '../../platform/database/migration-files.ts';

export const WEBHOOKS_MIGRATIONS: MigrationFolder = {
  owner: 'webhooks',
  folder: new URL('./migrations/', import.meta.url),
};
