import { z } from 'zod';
import { contract } from '../contract.ts';
import { JsonObject } from '../json.ts';
import { PageQuery, page } from '../page.ts';
import { Timestamp } from '../time.ts';
import { SpanId, TraceId } from '../traces/ids.ts';
import { Moment, NodeName, PatchPlace, Sequence, WorkflowParams } from './workflow.ts';

export const PATCHES_A_REQUEST = 1000;
export const PATCHES_BODY_BYTES = 4 * 1024 * 1024;

const NewPatch = z.strictObject({
  node: NodeName,
  sequence: Sequence.describe(
    'The node\u2019s own count. With the node it names the patch: the same one is recorded once.',
  ),
  time: Moment.describe('By the node\u2019s clock, no more than 5 minutes ahead of the database\u2019s.'),
  patch: JsonObject.describe('A merge patch as in RFC 7396: null removes, objects are merged, all else replaces.'),
  trace_id: TraceId.optional(),
  span_id: SpanId.optional(),
});
export type NewPatch = z.infer<typeof NewPatch>;

export const addPatches = contract({
  name: 'workflows.add_patches',
  method: 'POST',
  path: '/api/v1/workflows/{workflow_id}/patches',
  summary:
    'Patch the state of a workflow, from as many nodes as like. All patches are recorded or none is; sending them again does no harm.',
  permission: 'traces:write',
  params: WorkflowParams,
  body: z.strictObject({ patches: z.array(NewPatch).min(1).max(PATCHES_A_REQUEST) }),
  answers: {
    200: z.strictObject({
      recorded: z.int().describe('Patches that are new, and durable now.'),
      repeated: z.int().describe('Patches that were there already.'),
      differing: z.int().describe('Of these, such as were not what they had been. They change nothing.'),
      expired: z.int().describe('Patches from before the time for which patches are kept. They change nothing.'),
    }),
  },
  failures: ['conflict'],
  limits: { bodyBytes: PATCHES_BODY_BYTES },
});

export const Patch = z.strictObject({
  ...PatchPlace.shape,
  patch: JsonObject,
  received: z.int().describe('Its place in the order in which they came, for this workflow.'),
  received_at: Timestamp,
  trace_id: z.string().nullable(),
  span_id: z.string().nullable(),
});
export type Patch = z.infer<typeof Patch>;

export const listPatches = contract({
  name: 'workflows.list_patches',
  method: 'GET',
  path: '/api/v1/workflows/{workflow_id}/patches',
  summary: 'The patches of a workflow in the order in which they make its state, by time, node and sequence.',
  permission: 'traces:read',
  params: WorkflowParams,
  query: PageQuery.extend({
    order: z.enum(['oldest', 'newest']).default('oldest').describe('Which come first.'),
    node: NodeName.optional(),
  }),
  answers: { 200: page(Patch) },
});
