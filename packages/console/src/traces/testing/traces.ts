import type { Trace } from '@holdfast/protocol/traces/trace';
import { NO_TOKENS, timestampAt } from './spans.ts';

export const traceOf = (number: number, more: Partial<Trace> = {}): Trace => ({
  trace_id: number.toString(16).padStart(32, '0') as Trace['trace_id'],
  name: `trace ${number}`,
  has_root: true,
  start: timestampAt(number * 1e9),
  duration_ns: 1e9,
  status: 'ok',
  spans: 3,
  open_spans: 0,
  errors: 0,
  services: [],
  models: [],
  tags: [],
  session: null,
  user: null,
  agent: null,
  tokens: NO_TOKENS,
  cost_usd: null,
  input: null,
  output: null,
  ...more,
});
