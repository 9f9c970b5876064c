import { listSessions, listUsers } from '@holdfast/protocol/traces/groups';
import { getTraceAggregates, getTraceFacets, getTraceHistogram } from '@holdfast/protocol/traces/overview';
import { getSpan, listSpans } from '@holdfast/protocol/traces/spans';
import { getTraceStats } from '@holdfast/protocol/traces/stats';
import { getTrace, listTraces } from '@holdfast/protocol/traces/traces';
import type { Context } from '../../../platform/http/context.ts';
import { on, type Endpoint } from '../../../platform/http/endpoint.ts';
import * as groups from './groups.ts';
import * as overview from './overview.ts';
import { readStats, type StatsParts } from './stats.ts';
import * as traces from './traces.ts';

export const readingRoutes = (parts: StatsParts): readonly Endpoint[] => {
  const asked = ({ workspace, signal }: Context): traces.Asked => ({ workspace, signal, keeper: parts.keeper });
  return [
    on(listTraces, (ctx, { query }) => traces.listTraces(asked(ctx), query)),
    on(getTrace, (ctx, { params }) => traces.findTrace(asked(ctx), params.trace_id)),
    on(listSpans, (ctx, { params, query }) => traces.listSpans(asked(ctx), params.trace_id, query)),
    on(getSpan, (ctx, { params }) => traces.findSpan(asked(ctx), params.trace_id, params.span_id)),
    on(getTraceFacets, (ctx, { query }) => overview.readFacets(asked(ctx), query)),
    on(getTraceHistogram, (ctx, { query }) => overview.readHistogram(asked(ctx), query)),
    on(getTraceAggregates, (ctx, { query }) => overview.readAggregates(asked(ctx), query)),
    on(listSessions, (ctx, { query }) => groups.listSessions(asked(ctx), query)),
    on(listUsers, (ctx, { query }) => groups.listUsers(asked(ctx), query)),
    on(getTraceStats, (ctx, { query }) => readStats(parts, ctx, query.wait_seconds)),
  ];
};
