import { z } from 'zod';
import { Timestamp } from '../time.ts';
import { TraceId } from './ids.ts';
import { CostUsd, Tokens } from './usage.ts';

export const TRACE_STATUSES = ['ok', 'error', 'open'] as const;
export const TraceStatus = z
  .enum(TRACE_STATUSES)
  .describe(
    'error: its root failed, or a span of it where it has no root. open: its root, or a span without one, has no end yet.',
  );
export type TraceStatus = z.infer<typeof TraceStatus>;

/** The most that is kept of a list of names in a trace. */
export const MOST_NAMES = 16;
const Names = z.array(z.string()).max(MOST_NAMES);

export const Nanoseconds = z.number().min(0);

/** A trace as a list shows it: what its spans come to. */
export const Trace = z.strictObject({
  trace_id: TraceId,
  name: z.string().describe("Its root's; that of its first span as long as no root has come."),
  has_root: z.boolean(),
  start: Timestamp,
  duration_ns: Nanoseconds.nullable().describe(
    'From its first start to its last end; null while nothing of it has ended.',
  ),
  status: TraceStatus,
  spans: z.int(),
  open_spans: z.int().describe('Spans that have begun and not ended.'),
  errors: z.int().describe('Spans that failed.'),
  services: Names,
  models: Names,
  tags: Names,
  session: z.string().nullable(),
  user: z.string().nullable(),
  agent: z.string().nullable(),
  tokens: Tokens.describe('Of the calls of models in it; what agents and chains repeat of them is not counted.'),
  cost_usd: CostUsd,
  input: z.string().nullable().describe('How it begins: what was asked, cut short.'),
  output: z.string().nullable().describe('How it ends: what was answered, cut short.'),
});
export type Trace = z.infer<typeof Trace>;
