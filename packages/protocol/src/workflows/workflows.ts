import { z } from 'zod';
import { contract } from '../contract.ts';
import { JsonObject } from '../json.ts';
import { PageQuery, page } from '../page.ts';
import { Moment, NodeName, PatchPlace, Sequence, Workflow, WorkflowNode, WorkflowParams } from './workflow.ts';

export const listWorkflows = contract({
  name: 'workflows.list',
  method: 'GET',
  path: '/api/v1/workflows',
  summary: 'Workflows whose state is patched, the one that was patched last first.',
  permission: 'traces:read',
  query: PageQuery,
  answers: { 200: page(Workflow) },
});

export const getWorkflow = contract({
  name: 'workflows.get',
  method: 'GET',
  path: '/api/v1/workflows/{workflow_id}',
  summary: 'One workflow, and which nodes patch it.',
  permission: 'traces:read',
  params: WorkflowParams,
  answers: { 200: z.strictObject({ ...Workflow.shape, nodes: z.array(WorkflowNode) }) },
});

export const getWorkflowState = contract({
  name: 'workflows.get_state',
  method: 'GET',
  path: '/api/v1/workflows/{workflow_id}/state',
  summary: 'The state of a workflow at a moment: all patches up to then, folded in their order.',
  permission: 'traces:read',
  params: WorkflowParams,
  query: z.strictObject({
    at: Moment.optional().describe('Up to this moment, which counts. All patches when it is left out.'),
    node: NodeName.optional().describe('With `at` and `sequence`: up to this very patch.'),
    sequence: Sequence.optional(),
  }),
  answers: {
    200: z.strictObject({
      state: JsonObject,
      last: PatchPlace.nullable().describe('The last patch that is in it; null when none of those that are kept is.'),
      patches: z.int().describe('How many are in it.'),
    }),
  },
  failures: ['conflict'],
});
