import { addPatches, listPatches } from '@holdfast/protocol/workflows/patches';
import { getWorkflow, getWorkflowState, listWorkflows } from '@holdfast/protocol/workflows/workflows';
import { on, type Endpoint } from '../../platform/http/endpoint.ts';
import type { WorkflowsParts } from './parts.ts';
import { readState } from './read-state.ts';
import { record } from './recording/record.ts';
import { createTurns } from './recording/turns.ts';
import * as workflows from './workflows.ts';

export const workflowRoutes = (parts: WorkflowsParts): readonly Endpoint[] => {
  const inTurn = createTurns();
  return [
    on(addPatches, (ctx, { params, body }) =>
      inTurn(`${ctx.workspace} ${params.workflow_id}`, () => record(parts, ctx, params.workflow_id, body.patches)),
    ),
    on(listPatches, (ctx, { params, query }) => workflows.listOfPatches(ctx, params.workflow_id, query)),
    on(listWorkflows, (ctx, { query }) => workflows.list(ctx, query)),
    on(getWorkflow, (ctx, { params }) => workflows.find(ctx, params.workflow_id)),
    on(getWorkflowState, (ctx, { params, query }) => readState(ctx, params.workflow_id, query)),
  ];
};
