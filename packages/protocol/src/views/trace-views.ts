import { z } from 'zod';
import { contract } from '../contract.ts';
import { PrincipalId } from '../ids.ts';
import { PageQuery, page } from '../page.ts';
import { text } from '../text.ts';
import { Timestamp } from '../time.ts';
import { Version } from '../version.ts';

export const TraceViewId = z.uuid().brand<'TraceViewId'>();
export type TraceViewId = z.infer<typeof TraceViewId>;

const MOST_FILTERS = 50;
const LONGEST_FILTERS = 8_000;

const isShort = (filters: Readonly<Record<string, string>>): boolean => {
  const entries = Object.entries(filters);
  return entries.length <= MOST_FILTERS && entries.flat().join('').length <= LONGEST_FILTERS;
};

/** What a list of traces is asked for, by the names of its query. They are kept as text, so that a view outlives the filters of today. */
const ViewFilters = z.record(text(100, 1), text(2_000)).refine(isShort, {
  error: `must be ${MOST_FILTERS} filters and ${LONGEST_FILTERS} characters at most`,
});

const ViewName = text(100, 1);

export const TraceView = z.strictObject({
  id: TraceViewId,
  name: ViewName,
  filters: ViewFilters,
  shared: z.boolean(),
  owner: PrincipalId.describe('The member, or the API key, that made it.'),
  who_may: z
    .strictObject({
      read: z.enum(['owner', 'traces:read']),
      change: z.enum(['owner', 'traces:manage']),
    })
    .describe('Its owner alone, or whoever has this permission.'),
  created_at: Timestamp,
  updated_at: Timestamp,
  version: Version,
});
export type TraceView = z.infer<typeof TraceView>;

const ViewParams = z.strictObject({ view_id: TraceViewId });

export const listTraceViews = contract({
  name: 'views.list_trace_views',
  method: 'GET',
  path: '/api/v1/traces/views',
  summary: 'Saved views of traces: one\u2019s own and those that are shared, the latest first.',
  permission: 'traces:read',
  query: PageQuery,
  answers: { 200: page(TraceView) },
});

export const createTraceView = contract({
  name: 'views.create_trace_view',
  method: 'POST',
  path: '/api/v1/traces/views',
  summary: 'Save a view of traces for oneself, or with traces:manage for everybody. An API key has none for itself.',
  permission: 'traces:read',
  idempotency: 'accepted',
  body: z.strictObject({ name: ViewName, filters: ViewFilters, shared: z.boolean().default(false) }),
  answers: { 201: TraceView },
  failures: ['conflict'],
});

export const changeTraceView = contract({
  name: 'views.change_trace_view',
  method: 'PATCH',
  path: '/api/v1/traces/views/{view_id}',
  summary: 'Change a view: one\u2019s own, or with traces:manage one that is or becomes shared.',
  permission: 'traces:read',
  precondition: 'if-match',
  params: ViewParams,
  body: z.strictObject({
    name: ViewName.optional(),
    filters: ViewFilters.optional(),
    shared: z.boolean().optional(),
  }),
  answers: { 200: TraceView },
  failures: ['conflict'],
});

export const deleteTraceView = contract({
  name: 'views.delete_trace_view',
  method: 'DELETE',
  path: '/api/v1/traces/views/{view_id}',
  summary: 'Delete a view: one\u2019s own, or with traces:manage one that is shared.',
  permission: 'traces:read',
  params: ViewParams,
  answers: { 204: z.undefined() },
});
