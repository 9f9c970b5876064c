import type { MigrationFolder } from '../database/migration-files.ts';

export const MCP_MIGRATIONS: MigrationFolder = {
  owner: 'mcp',
  folder: new URL('./migrations/', import.meta.url),
};
