import type { MigrationFolder } from '../database/migration-files.ts';

export const JOBS_MIGRATIONS: MigrationFolder = { owner: 'jobs', folder: new URL('./migrations/', import.meta.url) };
