import { z } from 'zod';
import { contract } from '../contract.ts';
import { page, PageQuery } from '../page.ts';
import { SpanParams, TraceParams } from './ids.ts';
import { Span, SpanDetail } from './span.ts';

/** More than other lists: a trace is drawn whole. */
export const SPANS_LIMIT_MAXIMUM = 5_000;

export const listSpans = contract({
  name: 'traces.list_spans',
  method: 'GET',
  path: '/api/v1/traces/{trace_id}/spans',
  summary: 'The spans of a trace in the order in which they began.',
  permission: 'traces:read',
  params: TraceParams,
  query: PageQuery.extend({
    limit: z.int().min(1).max(SPANS_LIMIT_MAXIMUM).default(1_000).describe('How many spans a page has at most.'),
  }),
  answers: { 200: page(Span) },
  failures: ['traces_unavailable'],
});

export const getSpan = contract({
  name: 'traces.get_span',
  method: 'GET',
  path: '/api/v1/traces/{trace_id}/spans/{span_id}',
  summary: 'One span with everything that was sent, and what it says about models in one form.',
  permission: 'traces:read',
  params: SpanParams,
  answers: { 200: SpanDetail },
  failures: ['traces_unavailable'],
});
