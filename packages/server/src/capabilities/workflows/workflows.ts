import type { Input } from '@holdfast/protocol/contract';
import type { listPatches } from '@holdfast/protocol/workflows/patches';
import type { PatchPlace, WorkflowId } from '@holdfast/protocol/workflows/workflow';
import type { listWorkflows } from '@holdfast/protocol/workflows/workflows';
import { Timestamp } from '@holdfast/protocol/time';
import { z } from 'zod';
import { fail } from '../../platform/failure.ts';
import type { Context } from '../../platform/http/context.ts';
import { decodeCursor } from '../../platform/http/cursor.ts';
import { toPage } from '../../platform/http/page.ts';
import type { JsonObject } from '@holdfast/protocol/json';
import * as patches from './store/patches.ts';
import * as store from './store/workflows.ts';

const WORKFLOWS = 'workflows';
const WorkflowKey = z.tuple([Timestamp, z.string().max(200)]);

export const list = async ({ db }: Context, { limit, cursor }: Input<typeof listWorkflows>['query']) => {
  const after = decodeCursor(WORKFLOWS, WorkflowKey, cursor);
  const rows = await db.read((tx) => store.listWorkflows(tx, { limit, after }));
  return toPage(rows, { list: WORKFLOWS, limit, keyOf: (row) => [row.updated_at, row.workflow_id] });
};

export const find = ({ db }: Context, id: WorkflowId) =>
  db.read(async (tx) => {
    const workflow = (await store.findWorkflow(tx, id)) ?? fail('not_found');
    return { ...workflow, nodes: await store.listNodes(tx, id) };
  });

const PatchKey = z.tuple([z.enum(['oldest', 'newest']), Timestamp, z.string().max(100), z.int()]);

export const listOfPatches = async (
  { db }: Context,
  id: WorkflowId,
  { limit, cursor, order, node }: Input<typeof listPatches>['query'],
) => {
  const name = `workflows.patches.${order}`;
  const key = decodeCursor(name, PatchKey, cursor);
  const after: PatchPlace | undefined = key && { time: key[1], node: key[2], sequence: key[3] };
  const rows = await db.read(async (tx) => {
    if ((await store.findBase(tx, id)) === undefined) fail('not_found');
    return patches.listPatches(tx, id, { limit, order, node, after });
  });
  const { items, next_cursor } = toPage(rows, {
    list: name,
    limit,
    keyOf: (row) => [order, row.time, row.node, row.sequence],
  });
  return { items: items.map((row) => ({ ...row, patch: JSON.parse(row.patch) as JsonObject })), next_cursor };
};
