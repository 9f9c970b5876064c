import { z } from 'zod';
import { contract } from '../contract.ts';
import { Timestamp } from '../time.ts';
import { TraceFilters } from './filters.ts';
import { Nanoseconds } from './trace.ts';
import { CostUsd, Tokens } from './usage.ts';

/** Attributes are looked for span by span, so nobody can say of how many traces they are. */
const CountableFilters = TraceFilters.omit({ attribute: true });

const FacetValues = z.array(
  z.strictObject({ value: z.string(), traces: z.int().describe('How many of these traces have it.') }),
);

export const TraceFacets = z.strictObject({
  traces: z.int().describe('How many there are in all.'),
  status: FacetValues,
  name: FacetValues,
  service: FacetValues,
  model: FacetValues,
  agent: FacetValues,
  tag: FacetValues,
  user: FacetValues,
});
export type TraceFacets = z.infer<typeof TraceFacets>;

export const getTraceFacets = contract({
  name: 'traces.facets',
  method: 'GET',
  path: '/api/v1/traces/facets',
  summary: 'What these traces can be told apart by, the most frequent values first, 20 of each.',
  permission: 'traces:read',
  query: CountableFilters,
  answers: { 200: TraceFacets },
  failures: ['traces_unavailable'],
});

export const MOST_BUCKETS = 200;

export const TraceHistogram = z.strictObject({
  from: Timestamp.nullable().describe('Null where there is no trace.'),
  to: Timestamp.nullable(),
  step_seconds: z.number().describe('How long each bucket is.'),
  buckets: z
    .array(
      z.strictObject({
        at: Timestamp.describe('When it begins.'),
        traces: z.int(),
        errors: z.int().describe('Traces that failed.'),
      }),
    )
    .describe('Empty ones are left out.'),
});
export type TraceHistogram = z.infer<typeof TraceHistogram>;

export const getTraceHistogram = contract({
  name: 'traces.histogram',
  method: 'GET',
  path: '/api/v1/traces/histogram',
  summary: 'How many of these traces began when, and how many of them failed.',
  permission: 'traces:read',
  query: CountableFilters.extend({ buckets: z.int().min(1).max(MOST_BUCKETS).default(60) }),
  answers: { 200: TraceHistogram },
  failures: ['traces_unavailable'],
});

export const AGGREGATE_GROUPS = ['model', 'service', 'name', 'type', 'tool'] as const;
export const AggregateGroup = z.enum(AGGREGATE_GROUPS);
export type AggregateGroup = z.infer<typeof AggregateGroup>;

const Figures = z.strictObject({
  spans: z.int(),
  errors: z.int().describe('Spans that failed.'),
  tokens: Tokens,
  cost_usd: CostUsd,
  p50_ns: Nanoseconds.nullable().describe(
    'Of the spans that have ended; null where none has. Percentiles are estimates.',
  ),
  p95_ns: Nanoseconds.nullable(),
  p99_ns: Nanoseconds.nullable(),
});

export const TraceAggregates = z.strictObject({
  step_seconds: z.number().describe('How long each stretch of `over_time` is.'),
  groups: z
    .array(
      z.strictObject({
        value: z.string(),
        all: Figures,
        over_time: z.array(Figures.extend({ at: Timestamp })).describe('Empty stretches are left out.'),
      }),
    )
    .describe('Those with the most spans first, 20 at most.'),
});
export type TraceAggregates = z.infer<typeof TraceAggregates>;

const { from, to, service, model, name } = TraceFilters.shape;

/** Named as those of traces, and about the spans themselves. */
const AggregateQuery = z.strictObject({
  from: from.describe('Spans that began then or later.'),
  to: to.describe('Spans that began before it.'),
  service: service.describe('Spans of this service.'),
  model: model.describe('Spans that asked this model.'),
  name: name.describe('Spans of this name, letter by letter.'),
  group_by: AggregateGroup.default('model'),
  buckets: z.int().min(1).max(MOST_BUCKETS).default(60),
});

export const getTraceAggregates = contract({
  name: 'traces.aggregates',
  method: 'GET',
  path: '/api/v1/traces/aggregates',
  summary: 'Latency, tokens, cost and errors of spans by what they have in common, and over time.',
  permission: 'traces:read',
  query: AggregateQuery,
  answers: { 200: TraceAggregates },
  failures: ['traces_unavailable'],
});
