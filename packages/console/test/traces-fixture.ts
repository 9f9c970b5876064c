import { listSessions, listUsers } from '@holdfast/protocol/traces/groups';
import { getTraceAggregates, getTraceFacets, getTraceHistogram } from '@holdfast/protocol/traces/overview';
import { getSpan, listSpans } from '@holdfast/protocol/traces/spans';
import { getTraceStats } from '@holdfast/protocol/traces/stats';
import type { Trace } from '@holdfast/protocol/traces/trace';
import { getTrace, listTraces } from '@holdfast/protocol/traces/traces';
import { ApiProblem, type FixtureRoute, route } from './fixture-route.ts';
import { aggregatesOf, facetsOf, groupsOf, histogramOf } from './traces-figures-data.ts';
import { detailOf } from './trace-detail-data.ts';
import type { FixtureTrace } from './traces-data.ts';
import { before } from './work-data.ts';

const isIn = (trace: Trace, search: URLSearchParams): boolean => {
  const at = Date.parse(trace.start);
  const text = [trace.name, trace.input, trace.output, trace.session, trace.user].join('\n').toLowerCase();
  const is = (name: string, ...values: readonly (string | null)[]): boolean =>
    !search.has(name) || values.includes(search.get(name));
  return (
    at >= Date.parse(search.get('from') ?? '2000-01-01') &&
    at < Date.parse(search.get('to') ?? '2100-01-01') &&
    is('status', trace.status) &&
    is('name', trace.name) &&
    is('service', ...trace.services) &&
    is('model', ...trace.models) &&
    is('session', trace.session) &&
    is('user', trace.user) &&
    is('agent', trace.agent) &&
    is('tag', ...trace.tags) &&
    (trace.duration_ns ?? 0) / 1e6 >= Number(search.get('min_duration_ms') ?? 0) &&
    (trace.cost_usd ?? 0) >= Number(search.get('min_cost_usd') ?? 0) &&
    text.includes((search.get('q') ?? '').toLowerCase())
  );
};

const total = ({ tokens }: Trace): number => Object.values(tokens).reduce((all, one) => all + one, 0);

const SORTS: Readonly<Record<string, (a: Trace, b: Trace) => number>> = {
  '-start': (a, b) => (a.start < b.start ? 1 : -1),
  start: (a, b) => (a.start > b.start ? 1 : -1),
  '-duration': (a, b) => (b.duration_ns ?? 0) - (a.duration_ns ?? 0),
  '-cost': (a, b) => (b.cost_usd ?? 0) - (a.cost_usd ?? 0),
  '-tokens': (a, b) => total(b) - total(a),
  '-spans': (a, b) => b.spans - a.spans,
};

const pageOf = <Item>(items: readonly Item[], search: URLSearchParams, usual: number) => {
  const from = Number(search.get('cursor') ?? 0);
  const next = from + Number(search.get('limit') ?? usual);
  return { items: items.slice(from, next), next_cursor: next < items.length ? String(next) : null };
};

/** Traces that can be asked for as the real server would have it. `says` may change every text of a span. */
export const traceRoutes = (all: FixtureTrace[], says?: (text: string) => string): readonly FixtureRoute[] => {
  const found = (search: URLSearchParams): Trace[] =>
    all.map(({ trace }) => trace).filter((trace) => isIn(trace, search));
  const one = (id: string): FixtureTrace =>
    all.find(({ trace }) => trace.trace_id === id) ??
    ApiProblem.raise(404, 'not_found', 'There is no such trace, or it is older than traces are kept.');
  return [
    route(getTraceStats, () => ({
      received: all.length === 0 ? null : before(1),
      visible: before(0),
      spans: all.reduce((sum, { trace }) => sum + trace.spans, 0),
      traces: all.length,
      bytes: null,
    })),
    route(getTraceFacets, ({ search }) => facetsOf(found(search))),
    route(getTraceHistogram, ({ search }) => histogramOf(found(search), search)),
    route(getTraceAggregates, ({ search }) => aggregatesOf(all, search.get('group_by') ?? 'model')),
    route(listSessions, ({ search }) => pageOf(groupsOf(found(new URLSearchParams()), 'session', search), search, 50)),
    route(listUsers, ({ search }) => pageOf(groupsOf(found(new URLSearchParams()), 'user', search), search, 50)),
    route(listTraces, ({ search }) => ({
      ...pageOf(found(search).toSorted(SORTS[search.get('sort') ?? '-start']), search, 50),
      searched_until: null,
    })),
    route(getTrace, ({ id }) => one(id).trace),
    route(listSpans, ({ id, search }) => pageOf(one(id).spans(), search, 1_000)),
    route(getSpan, ({ id, ids }) => {
      const { trace, spans } = one(id);
      const span = spans().find(({ span_id: wanted }) => wanted === ids[1]);
      return span === undefined
        ? ApiProblem.raise(404, 'not_found', 'There is no such span.')
        : detailOf(trace, span, says);
    }),
  ];
};
