import type { TraceAggregates, TraceFacets, TraceHistogram } from '@holdfast/protocol/traces/overview';
import type { Span } from '@holdfast/protocol/traces/span';
import type { Trace } from '@holdfast/protocol/traces/trace';
import { Timestamp } from '@holdfast/protocol/time';
import { NO_TOKENS } from '../src/traces/testing/spans.ts';
import type { FixtureTrace } from './traces-data.ts';
import { LARGE } from './traces-data.ts';

const stamp = (ms: number): Timestamp => Timestamp.parse(new Date(ms).toISOString().replace('Z', '000Z'));

const counted = (values: readonly (string | null)[]): TraceFacets['status'] => {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .map(([value, traces]) => ({ value, traces }))
    .toSorted((a, b) => b.traces - a.traces)
    .slice(0, 20);
};

export const facetsOf = (traces: readonly Trace[]): TraceFacets => ({
  traces: traces.length,
  status: counted(traces.map(({ status }) => status)),
  name: counted(traces.map(({ name }) => name)),
  service: counted(traces.flatMap(({ services }) => services)),
  model: counted(traces.flatMap(({ models }) => models)),
  agent: counted(traces.map(({ agent }) => agent)),
  tag: counted(traces.flatMap(({ tags }) => tags)),
  user: counted(traces.map(({ user }) => user)),
});

export const histogramOf = (traces: readonly Trace[], search: URLSearchParams): TraceHistogram => {
  const times = traces.map(({ start }) => Date.parse(start));
  if (times.length === 0) return { from: null, to: null, step_seconds: 1, buckets: [] };
  const from = Date.parse(search.get('from') ?? '') || Math.min(...times);
  const to = Date.parse(search.get('to') ?? '') || Math.max(...times) + 1;
  const count = Number(search.get('buckets') ?? 60);
  const step = Math.max(1_000, Math.ceil((to - from) / count / 1_000) * 1_000);
  const buckets = Array.from({ length: count }, (_, index) => {
    const at = from + index * step;
    const inside = traces.filter((_, place) => (times[place] ?? 0) >= at && (times[place] ?? 0) < at + step);
    return { at: stamp(at), traces: inside.length, errors: inside.filter(({ status }) => status === 'error').length };
  });
  return {
    from: stamp(from),
    to: stamp(to),
    step_seconds: step / 1_000,
    buckets: buckets.filter(({ traces: some }) => some > 0),
  };
};

const added = (traces: readonly Trace[]) => ({
  traces: traces.length,
  errors: traces.filter(({ status }) => status === 'error').length,
  first: traces.map(({ start }) => start).toSorted()[0],
  last: traces
    .map(({ start }) => start)
    .toSorted()
    .at(-1),
  tokens: Object.fromEntries(
    Object.keys(NO_TOKENS).map((name) => [
      name,
      traces.reduce((all, { tokens }) => all + tokens[name as keyof typeof NO_TOKENS], 0),
    ]),
  ),
  cost_usd: traces.reduce((all, { cost_usd: cost }) => all + (cost ?? 0), 0),
});

export const groupsOf = (traces: readonly Trace[], by: 'session' | 'user', search: URLSearchParams) => {
  const names = [...new Set(traces.flatMap((trace) => trace[by] ?? []))];
  return names
    .filter((name) => name.toLowerCase().includes((search.get('q') ?? '').toLowerCase()))
    .map((name) => {
      const own = traces.filter((trace) => trace[by] === name);
      return by === 'session'
        ? { session: name, user: own[0]?.user ?? null, ...added(own) }
        : { user: name, sessions: new Set(own.map(({ session }) => session)).size, ...added(own) };
    })
    .toSorted((a, b) => ((a.last ?? '') < (b.last ?? '') ? 1 : -1));
};

const quantile = (sorted: readonly number[], share: number): number | null =>
  sorted.length === 0 ? null : (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? null);

const figuresOf = (spans: readonly Span[]) => {
  const times = spans.flatMap(({ duration_ns: took }) => took ?? []).toSorted((a, b) => a - b);
  return {
    spans: spans.length,
    errors: spans.filter(({ status }) => status === 'error').length,
    tokens: Object.fromEntries(
      Object.keys(NO_TOKENS).map((name) => [
        name,
        spans.reduce((all, { tokens }) => all + (tokens?.[name as keyof typeof NO_TOKENS] ?? 0), 0),
      ]),
    ) as typeof NO_TOKENS,
    cost_usd: spans.some(({ cost_usd: cost }) => cost !== null)
      ? spans.reduce((all, { cost_usd: cost }) => all + (cost ?? 0), 0)
      : null,
    p50_ns: quantile(times, 0.5),
    p95_ns: quantile(times, 0.95),
    p99_ns: quantile(times, 0.99),
  };
};

const STEP_MS = 1_800_000;

export const aggregatesOf = (all: readonly FixtureTrace[], by: string): TraceAggregates => {
  const spans = all
    .filter(({ trace }) => trace.trace_id !== LARGE)
    .flatMap(({ trace, spans: made }) => made().map((span) => ({ span, at: Date.parse(trace.start) })));
  const valueOf = (span: Span): string | null => span[by as 'model' | 'service' | 'name' | 'type' | 'tool'];
  const groups = [
    ...Map.groupBy(
      spans.filter(({ span }) => valueOf(span) !== null),
      ({ span }) => valueOf(span) ?? '',
    ),
  ];
  return {
    step_seconds: STEP_MS / 1_000,
    groups: groups
      .toSorted(([, a], [, b]) => b.length - a.length)
      .slice(0, 20)
      .map(([value, own]) => ({
        value,
        all: figuresOf(own.map(({ span }) => span)),
        over_time: [...Map.groupBy(own, ({ at }) => Math.floor(at / STEP_MS))]
          .toSorted(([a], [b]) => a - b)
          .map(([step, some]) => ({ ...figuresOf(some.map(({ span }) => span)), at: stamp(step * STEP_MS) })),
      })),
  };
};
