import type { Patch } from '@holdfast/protocol/workflows/patches';
import { listPatches } from '@holdfast/protocol/workflows/patches';
import { Timestamp } from '@holdfast/protocol/time';
import { type Workflow, WorkflowId } from '@holdfast/protocol/workflows/workflow';
import { getWorkflow, getWorkflowState, listWorkflows } from '@holdfast/protocol/workflows/workflows';
import { ApiProblem, type FixtureRoute, route } from './fixture-route.ts';
import { BEGIN, before } from './work-data.ts';

type Fields = { [name: string]: unknown };

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A merge patch, as far as the fixture sends any. */
const merged = (target: Fields, patch: Readonly<Fields>): Fields => {
  const result = { ...target };
  for (const [name, value] of Object.entries(patch)) {
    const was = result[name];
    if (value === null) delete result[name];
    else result[name] = isFields(value) ? merged(isFields(was) ? was : {}, value) : value;
  }
  return result;
};

const SECOND = 1_000_000;

const patchAt = (place: number, of: number, more: Pick<Patch, 'node' | 'patch'> & Partial<Patch>): Patch => ({
  time: Timestamp.parse(
    new Date(BEGIN.getTime() - (of - place) * 1_000).toISOString().replace(
      'Z',
      `${String(place % SECOND)
        .padStart(3, '0')
        .slice(-3)}Z`,
    ),
  ),
  sequence: place,
  received: place + 1,
  received_at: before(of - place),
  trace_id: null,
  span_id: null,
  ...more,
});

const ORDER = [
  { node: 'planner', patch: { step: 'planned', order: { id: 1042, items: [{ sku: 'lamp', left: 3 }] } } },
  { node: 'stock-eu-1', patch: { stock: { lamp: { reserved: 1 } }, step: 'reserved' } },
  { node: 'payments', patch: { payment: { state: 'refused', tries: 1 }, step: 'waiting' } },
  { node: 'payments', patch: { payment: { state: 'paid', tries: 2 } } },
  {
    node: 'planner',
    patch: { step: 'shipped', stock: null, note: 'by hand' },
    trace_id: '0af7651916cd43dd8448eb211c80319c',
    span_id: 'b7ad6b7169203331',
  },
] as const;

const MANY = 10_000;

const someWorkflows = (text: string | undefined): ReadonlyMap<string, Patch[]> =>
  new Map([
    [
      'order-1042',
      ORDER.map((one, place) =>
        patchAt(
          place,
          ORDER.length,
          text === undefined ? one : { ...one, patch: { [text]: text, in: { [text]: [text] } } },
        ),
      ),
    ],
    [
      'import:2026-03',
      Array.from({ length: MANY }, (_nothing, place) =>
        patchAt(place, MANY, {
          node: `worker-${place % 9}`,
          patch: { done: place, rows: { [`row ${place % 400}`]: { by: place % 9, at: place } } },
        }),
      ),
    ],
  ]);

const workflowOf = (id: string, patches: readonly Patch[]): Workflow => ({
  workflow_id: WorkflowId.parse(id),
  patches: patches.length,
  folded: 0,
  differing: id === 'order-1042' ? 1 : 0,
  nodes: new Set(patches.map(({ node }) => node)).size,
  first_time: patches[0]?.time ?? before(0),
  last_time: patches.at(-1)?.time ?? before(0),
  updated_at: patches.at(-1)?.received_at ?? before(0),
  kept_from: null,
});

/** Workflows that can be looked at as the real server would show them. */
export const workflowRoutes = (isEmpty: boolean, text: string | undefined): readonly FixtureRoute[] => {
  const all = isEmpty ? new Map<string, Patch[]>() : someWorkflows(text);
  const find = (id: string): readonly Patch[] =>
    all.get(decodeURIComponent(id)) ?? ApiProblem.raise(404, 'not_found', 'There is no such workflow.');
  return [
    route(listWorkflows, () => ({
      items: [...all].map(([id, patches]) => workflowOf(id, patches)),
      next_cursor: null,
    })),
    route(getWorkflow, ({ id }) => ({
      ...workflowOf(decodeURIComponent(id), find(id)),
      nodes: [...Map.groupBy(find(id), ({ node }) => node)].map(([node, own]) => ({
        node,
        patches: own.length,
        last_sequence: own.at(-1)?.sequence ?? 0,
        last_time: own.at(-1)?.time ?? before(0),
      })),
    })),
    route(getWorkflowState, ({ id, search }) => {
      const last = find(id).findLastIndex(({ sequence }) => sequence === Number(search.get('sequence')));
      const used = find(id).slice(0, last + 1);
      const state = used.reduce<Fields>((sum, { patch }) => merged(sum, patch), {});
      const place = used.at(-1);
      return {
        state,
        last: place === undefined ? null : { time: place.time, node: place.node, sequence: place.sequence },
        patches: used.length,
      };
    }),
    route(listPatches, ({ id, search }) => {
      const patches = find(id).toReversed();
      const from = Number(search.get('cursor') ?? 0);
      const next = from + Number(search.get('limit') ?? 50);
      return { items: patches.slice(from, next), next_cursor: next < patches.length ? String(next) : null };
    }),
  ];
};
