import { z } from 'zod';
import { topic } from '../live/topic.ts';
import { WorkflowId } from './workflow.ts';

/** Told about once a second for a workflow, however many patches it gets. */
export const workflowsTopic = topic({
  name: 'workflows',
  means: 'Workflows of the workspace got patches.',
  permission: 'traces:read',
  scope: 'all',
  events: { changed: z.strictObject({ workflow_id: WorkflowId }) },
});
