import type { Capability } from '../../platform/capability.ts';
import type { WorkflowsParts } from './parts.ts';
import { workflowRoutes } from './routes.ts';
import { workflowsWork } from './upkeep/work.ts';

/** The state of workflows, patched by many nodes at once. */
export const createWorkflows = (parts: WorkflowsParts): Required<Pick<Capability, 'endpoints' | 'work'>> => ({
  endpoints: workflowRoutes(parts),
  work: workflowsWork(parts),
});
