import { changeWorkspace, createWorkspace, getWorkspace, listWorkspaces } from '@holdfast/protocol/identity/workspaces';
import { on, type Endpoint } from '../../../platform/http/endpoint.ts';
import * as workspaces from './workspaces.ts';

export const workspaceRoutes = (parts: workspaces.WorkspacesParts): readonly Endpoint[] => [
  on(listWorkspaces, (ctx, { query }) => workspaces.listWorkspaces(ctx, query)),
  on(createWorkspace, (ctx, { body }) => workspaces.createWorkspace(parts, ctx, body.name)),
  on(getWorkspace, (ctx, { params }) => workspaces.findWorkspace(ctx, params.workspace_id)),
  on(changeWorkspace, (ctx, { params, body, version }) =>
    workspaces.changeWorkspace(parts, ctx, { id: params.workspace_id, version, ...body }),
  ),
];
