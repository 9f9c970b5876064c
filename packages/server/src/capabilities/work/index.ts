import type { Endpoint } from '../../platform/http/endpoint.ts';
import type { OnMoved } from '../../platform/jobs/on-moved.ts';
import { routes } from './routes.ts';

/** What people see of jobs and do about them: queues, tries, dead letters, schedules. */
export const createWork = (onMoved: OnMoved): { readonly endpoints: readonly Endpoint[] } => ({
  endpoints: routes(onMoved),
});
