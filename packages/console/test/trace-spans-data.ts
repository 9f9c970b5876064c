import type { Span } from '@holdfast/protocol/traces/span';
import { spanIdOf, spanOf } from '../src/traces/testing/spans.ts';

/** Chances that are the same each time: mulberry32. */
export const chancesOf = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

const MS = 1e6;

const tokens = (input: number, output: number, cached = 0, reasoning = 0) => ({
  input,
  cache_read: cached,
  cache_write: 0,
  output,
  reasoning,
  audio: 0,
});

const chat = (model: string, given: ReturnType<typeof tokens>, cost: number): Partial<Span> => ({
  name: `chat ${model}`,
  kind: 'client',
  type: 'generation',
  model,
  provider: model.startsWith('claude') ? 'anthropic' : 'openai',
  service: 'assistant',
  tokens: given,
  cost_usd: cost,
});

const tool = (name: string, more: Partial<Span> = {}): Partial<Span> => ({
  name: `tool ${name}`,
  type: 'tool',
  tool: name,
  service: 'tools',
  ...more,
});

/** A run that asks, looks something up, waits for a person and answers. */
export const agentSpans = (): readonly Span[] => [
  spanOf(0, null, [0, 252_000 * MS], {
    name: 'run',
    type: 'agent',
    agent: 'Sentinel',
    service: 'assistant',
    status: 'ok',
  }),
  spanOf(1, 0, [4 * MS, 15 * MS], { name: 'search_knowledge', type: 'retrieval', service: 'assistant' }),
  spanOf(2, 0, [20 * MS, 1_920 * MS], chat('gpt-5-mini', tokens(878, 61, 1_024), 0.0041)),
  spanOf(3, 0, [1_930 * MS, 2_240 * MS], tool('lookup_flows')),
  spanOf(4, 3, [1_950 * MS, 2_200 * MS], { name: 'GET /flows', kind: 'client', service: 'tools' }),
  spanOf(5, 4, [1_940 * MS, 2_180 * MS], { name: 'SELECT flows', kind: 'server', service: 'flows-db' }),
  spanOf(6, 0, [2_250 * MS, 4_550 * MS], chat('gpt-5-mini', tokens(1_212, 184, 1_024, 96), 0.0072)),
  spanOf(7, 0, [4_560 * MS, 242_560 * MS], { name: 'decision contain_host', type: 'guardrail', service: 'assistant' }),
  spanOf(8, 0, [242_600 * MS, 243_440 * MS], tool('contain_host')),
  spanOf(9, 8, [242_640 * MS, 243_300 * MS], { name: 'POST /contain', kind: 'client', service: 'tools' }),
  spanOf(10, 0, [243_450 * MS, 246_250 * MS], chat('gpt-5-mini', tokens(2_274, 167, 0), 0.01)),
  spanOf(11, 0, [243_000 * MS, 243_095 * MS], {
    name: 'job notify',
    kind: 'producer',
    service: 'worker',
    status: 'error',
  }),
];

/** Everything odd at once: parents that did not come, a circle, clocks that differ, what has not ended. */
export const oddSpans = (): readonly Span[] => [
  spanOf(0, null, [100 * MS, 900 * MS], { name: 'POST /orders', kind: 'server', service: 'shop' }),
  spanOf(1, 0, [40 * MS, 700 * MS], { name: 'reserve stock', kind: 'server', service: 'stock' }),
  spanOf(2, 0, [300 * MS, null], { name: 'send mail', kind: 'producer', service: 'shop' }),
  spanOf(3, 70, [350 * MS, 360 * MS], { name: 'charge card', service: 'payments', status: 'error' }),
  spanOf(4, 70, [365 * MS, 380 * MS], { name: 'write ledger', service: 'payments' }),
  spanOf(5, 7, [400 * MS, 410 * MS], { name: 'ping', service: 'loop' }),
  spanOf(6, 5, [402 * MS, 408 * MS], { name: 'pong', service: 'loop' }),
  spanOf(7, 6, [404 * MS, 406 * MS], { name: 'pang', service: 'loop' }),
  spanOf(8, 0, [500 * MS, 500 * MS], { name: '', service: 'shop', oddities: ['end_before_start', 'invalid_utf8'] }),
];

const NAMES = ['handle', 'load', 'render', 'fetch', 'parse', 'rank', 'embed', 'write', 'check'] as const;
const SERVICES = ['gateway', 'search', 'ranker', 'store', 'mailer'] as const;
const MODELS = ['gpt-5-mini', 'claude-sonnet-4.5', 'gpt-5'] as const;

const pick = <Item>(chance: () => number, items: readonly [Item, ...Item[]]): Item =>
  items[Math.floor(chance() * items.length)] ?? items[0];

/** As many spans as asked for, each within one that came before it. */
export const generatedSpans = (seed: number, count: number): readonly Span[] => {
  const chance = chancesOf(seed);
  const lasts = Math.round((0.05 + chance() ** 3 * 20) * 1_000) * MS;
  const root = pick(chance, ['answer question', 'import rows', 'nightly digest', 'POST /api/ask']);
  const spans = [spanOf(0, null, [0, lasts], { name: root, kind: 'server', service: pick(chance, SERVICES) })];
  const times: (readonly [number, number])[] = [[0, lasts]];
  const fails = chance() < 0.14;
  for (let number = 1; number < count; number += 1) {
    const parent = chance() < 0.3 ? 0 : Math.floor(chance() ** 0.6 * number);
    const [from, to] = times[parent] ?? [0, lasts];
    const start = Math.round(from + (to - from) * chance() * 0.8);
    const end = Math.max(start + 1_000, Math.round(start + (to - start) * chance()));
    times.push([start, end]);
    const model = pick(chance, MODELS);
    const kind = chance();
    const service = pick(chance, SERVICES);
    const input = Math.floor(chance() * 4_000);
    const more =
      kind < 0.12
        ? chat(model, tokens(input, Math.floor(input / 9), Math.floor(input / 3)), input * 2e-6)
        : kind < 0.2
          ? tool(pick(chance, ['search', 'calculator', 'browser']))
          : { name: `${pick(chance, NAMES)} ${number}`, service };
    const status = fails && (number === 1 || chance() < 0.02) ? 'error' : 'unset';
    spans.push(spanOf(number, parent, [start, end], { ...more, status }));
  }
  if (fails) spans[0] = { ...spans[0], status: 'error' } as Span;
  return spans;
};

export { spanIdOf };
