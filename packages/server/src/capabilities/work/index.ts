import type { Database } from '../../platform/database/database.ts';
import type { Endpoint } from '../../platform/http/endpoint.ts';
import { workRoutes } from './routes.ts';

/** What people see of jobs and do about them: queues, tries, dead letters, schedules. */
export const createWork = ({
  database,
}: {
  readonly database: Database;
}): { readonly endpoints: readonly Endpoint[] } => ({ endpoints: workRoutes(database) });
