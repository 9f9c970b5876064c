import type { Capability } from '../../platform/capability.ts';
import { workRoutes, type WorkParts } from './routes.ts';

/** What people see of jobs and do about them: queues, tries, dead letters, schedules. */
export const createWork = (parts: WorkParts): Capability => ({
  endpoints: workRoutes(parts),
});
