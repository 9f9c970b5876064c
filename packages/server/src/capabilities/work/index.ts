import type { Endpoint } from '../../platform/http/endpoint.ts';
import { workRoutes, type WorkParts } from './routes.ts';

/** What people see of jobs and do about them: queues, tries, dead letters, schedules. */
export const createWork = (parts: WorkParts): { readonly endpoints: readonly Endpoint[] } => ({
  endpoints: workRoutes(parts),
});
