import type { MigrationFolder } from '../../platform/database/migration-files.ts';

export const KNOWLEDGE_MIGRATIONS: MigrationFolder = {
  owner: 'knowledge',
  folder: new URL('./migrations/', import.meta.url),
};
