import { z } from 'zod';
import { contract } from '../contract.ts';
import { page, PageQuery } from '../page.ts';
import { Timestamp } from '../time.ts';
import { TraceFilters } from './filters.ts';
import { TraceParams } from './ids.ts';
import { Trace } from './trace.ts';

export const TRACE_SORTS = ['-start', 'start', '-duration', '-cost', '-tokens', '-spans'] as const;
export const TraceSort = z.enum(TRACE_SORTS);
export type TraceSort = z.infer<typeof TraceSort>;

export const TracePage = page(Trace).extend({
  searched_until: Timestamp.nullable().describe(
    'Where an attribute is asked for, spans are read one by one: how far back this page has looked. More may lie behind next_cursor.',
  ),
});
export type TracePage = z.infer<typeof TracePage>;

export const listTraces = contract({
  name: 'traces.list',
  method: 'GET',
  path: '/api/v1/traces',
  summary: 'Traces of this workspace, the latest first unless sorted otherwise.',
  permission: 'traces:read',
  query: TraceFilters.extend({ ...PageQuery.shape, sort: TraceSort.default('-start') }),
  answers: { 200: TracePage },
  failures: ['traces_unavailable'],
});

export const getTrace = contract({
  name: 'traces.get',
  method: 'GET',
  path: '/api/v1/traces/{trace_id}',
  summary: 'One trace: what its spans come to.',
  permission: 'traces:read',
  params: TraceParams,
  answers: { 200: Trace },
  failures: ['traces_unavailable'],
});
