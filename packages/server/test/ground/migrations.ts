import { migrationsWith } from '../../src/migrations.ts';
import { probeOverrides } from '../probe/overrides.ts';

/** What a test's database has: everything of the shipped process, then the probe's. */
export const groundMigrations = () => migrationsWith(probeOverrides().migrations);
