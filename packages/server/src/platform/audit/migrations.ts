import type { MigrationFolder } from '../database/migration-files.ts';

export const AUDIT_MIGRATIONS: MigrationFolder = { owner: 'audit', folder: new URL('./migrations/', import.meta.url) };
