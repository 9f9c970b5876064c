import { PLATFORM_MIGRATIONS, type MigrationFolder } from './platform/database/migration-files.ts';
import { DECISIONS_MIGRATIONS } from './capabilities/decisions/migrations.ts';
import { IDENTITY_MIGRATIONS } from './capabilities/identity/migrations.ts';
import { KNOWLEDGE_MIGRATIONS } from './capabilities/knowledge/migrations.ts';
import { PROVIDERS_MIGRATIONS } from './capabilities/providers/migrations.ts';
import { NOTIFICATIONS_MIGRATIONS } from './capabilities/notifications/migrations.ts';
import { PRICES_MIGRATIONS } from './capabilities/traces/prices/migrations.ts';
import { VIEWS_MIGRATIONS } from './capabilities/views/migrations.ts';
import { WEBHOOKS_MIGRATIONS } from './capabilities/webhooks/migrations.ts';
import { WORKFLOWS_MIGRATIONS } from './capabilities/workflows/migrations.ts';
import { AUDIT_MIGRATIONS } from './platform/audit/migrations.ts';
import { JOBS_MIGRATIONS } from './platform/jobs/migrations.ts';
import { MCP_MIGRATIONS } from './platform/mcp/migrations.ts';
import { OUTBOX_MIGRATIONS } from './platform/outbox/migrations.ts';

/** The migrations of the shipped process: the platform's first, then each capability's, in the order in which they are applied. */
const MIGRATIONS: readonly MigrationFolder[] = [
  PLATFORM_MIGRATIONS,
  JOBS_MIGRATIONS,
  OUTBOX_MIGRATIONS,
  AUDIT_MIGRATIONS,
  MCP_MIGRATIONS,
  IDENTITY_MIGRATIONS,
  PROVIDERS_MIGRATIONS,
  PRICES_MIGRATIONS,
  WORKFLOWS_MIGRATIONS,
  VIEWS_MIGRATIONS,
  KNOWLEDGE_MIGRATIONS,
  DECISIONS_MIGRATIONS,
  WEBHOOKS_MIGRATIONS,
  NOTIFICATIONS_MIGRATIONS,
];

export const migrationsWith = (more: readonly MigrationFolder[] = []): readonly MigrationFolder[] => [
  ...MIGRATIONS,
  ...more,
];
