import type { MigrationFolder } from '../database/migration-files.ts';

export const OUTBOX_MIGRATIONS: MigrationFolder = {
  owner: 'outbox',
  folder: new URL('./migrations/', import.meta.url),
};
