import { z } from 'zod';
import { contract } from '../contract.ts';
import { WorkspaceId } from '../ids.ts';
import { page, PageQuery } from '../page.ts';
import { Timestamp } from '../time.ts';
import { Version } from '../version.ts';
import { WorkspaceName } from './people.ts';

export const Workspace = z.strictObject({
  id: WorkspaceId,
  name: WorkspaceName,
  second_factor_required: z.boolean(),
  created_at: Timestamp,
  version: Version,
});
export type Workspace = z.infer<typeof Workspace>;

const WorkspaceParams = z.strictObject({ workspace_id: WorkspaceId });

export const listWorkspaces = contract({
  name: 'identity.list_workspaces',
  method: 'GET',
  path: '/api/v1/workspaces',
  summary: 'All workspaces of the instance, the latest first. One\u2019s own are in /api/v1/me.',
  permission: 'instance:manage',
  query: PageQuery,
  answers: { 200: page(Workspace.extend({ members: z.int() })) },
});

export const createWorkspace = contract({
  name: 'identity.create_workspace',
  method: 'POST',
  path: '/api/v1/workspaces',
  summary: 'Make a workspace. Whoever makes it is its first admin.',
  permission: 'instance:manage',
  needsProof: true,
  body: z.strictObject({ name: WorkspaceName }),
  answers: { 201: Workspace },
});

export const getWorkspace = contract({
  name: 'identity.get_workspace',
  method: 'GET',
  path: '/api/v1/workspaces/{workspace_id}',
  summary: 'The workspace of this request.',
  permission: { signedIn: 'every member may know where they are' },
  params: WorkspaceParams,
  answers: { 200: Workspace },
});

export const changeWorkspace = contract({
  name: 'identity.change_workspace',
  method: 'PATCH',
  path: '/api/v1/workspaces/{workspace_id}',
  summary:
    'Rename the workspace of this request, or ask its members for a second factor. Whoever has none is kept out until they have.',
  permission: 'workspace:manage',
  needsProof: true,
  precondition: 'if-match',
  params: WorkspaceParams,
  body: z.strictObject({ name: WorkspaceName.optional(), second_factor_required: z.boolean().optional() }),
  answers: { 200: Workspace },
  failures: ['conflict'],
});
