import type { Span } from '@holdfast/protocol/traces/span';
import type { Trace } from '@holdfast/protocol/traces/trace';
import { Timestamp } from '@holdfast/protocol/time';
import { NO_TOKENS } from '../src/traces/testing/spans.ts';
import { agentSpans, chancesOf, generatedSpans, oddSpans } from './trace-spans-data.ts';
import { BEGIN } from './work-data.ts';

export const traceIdOf = (number: number): string =>
  (Math.imul(number + 1, 0x4c1f09ae) >>> 0).toString(16).padStart(8, '0') + number.toString(16).padStart(24, '0');

/** The traces with a story; those after them are generated. */
export const [AGENT, ODD, LARGE] = [traceIdOf(0), traceIdOf(1), traceIdOf(2)];

const COUNT = 180;
const LARGE_COUNT = 10_000;

export interface FixtureTrace {
  readonly trace: Trace;
  readonly spans: () => readonly Span[];
}

const sum = (spans: readonly Span[], name: keyof typeof NO_TOKENS): number =>
  spans.reduce((all, { tokens }) => all + (tokens?.[name] ?? 0), 0);

const namesOf = (spans: readonly Span[], name: 'service' | 'model'): string[] =>
  [...new Set(spans.flatMap((span) => span[name] ?? []))].slice(0, 16);

const momentOf = (beforeMs: number): Timestamp =>
  Timestamp.parse(new Date(BEGIN.getTime() - beforeMs).toISOString().replace('Z', '000Z'));

/** What the spans of a trace come to. */
const rolledUp = (id: string, spans: readonly Span[], beforeMs: number, more: Partial<Trace>): Trace => {
  const root = spans.find(({ parent_span_id: parent }) => parent === null);
  const starts = spans.map(({ start_ns: start }) => BigInt(start));
  const base = starts.reduce((least, one) => (one < least ? one : least), starts[0] ?? 0n);
  const ends = spans.flatMap(({ duration_ns: took }, at) =>
    took === null ? [] : Number((starts[at] ?? base) - base) + took,
  );
  const open = spans.filter(({ duration_ns: took }) => took === null).length;
  return {
    trace_id: id as Trace['trace_id'],
    name: root?.name ?? spans[0]?.name ?? '',
    has_root: root !== undefined,
    start: momentOf(beforeMs),
    duration_ns: ends.length === 0 ? null : ends.reduce((most, one) => Math.max(most, one), 0),
    status: root?.duration_ns === null ? 'open' : root?.status === 'error' ? 'error' : 'ok',
    spans: spans.length,
    open_spans: open,
    errors: spans.filter(({ status }) => status === 'error').length,
    services: namesOf(spans, 'service'),
    models: namesOf(spans, 'model'),
    tags: [],
    session: null,
    user: null,
    agent: null,
    tokens: Object.fromEntries(
      Object.keys(NO_TOKENS).map((name) => [name, sum(spans, name as keyof typeof NO_TOKENS)]),
    ) as Trace['tokens'],
    cost_usd: spans.some(({ cost_usd: cost }) => cost !== null)
      ? spans.reduce((all, { cost_usd: cost }) => all + (cost ?? 0), 0)
      : null,
    input: null,
    output: null,
    ...more,
  };
};

const QUESTIONS = [
  [
    'How do I rotate an API key?',
    'Open the key, choose Rotate, and give the new one to your program within the overlap.',
  ],
  [
    'Is web-14 talking to a known bad address?',
    'It is. I contained it after you approved; 14 flows to 203.0.113.9 were cut.',
  ],
  ['Which invoices of March are not paid?', 'Three: 2041, 2044 and 2050. The oldest is due since 12 days.'],
  ['Summarise the incident of last night in two sentences, and say who was woken up.', null],
] as const;

const USERS = ['ada@example.com', 'ben@example.com', 'carla'] as const;

const generated = (number: number): FixtureTrace => {
  const chance = chancesOf(number);
  const [input, output] = QUESTIONS[Math.floor(chance() * QUESTIONS.length)] ?? QUESTIONS[0];
  const spans = generatedSpans(number, 2 + Math.floor(chance() ** 2 * 60));
  const isTold = chance() < 0.7;
  const more = isTold
    ? { session: `session-${Math.floor(number / 4)}`, user: USERS[number % USERS.length] ?? null, input, output }
    : {};
  const agent = chance() < 0.5 ? 'Sentinel' : null;
  const tags = chance() < 0.4 ? ['production'] : [];
  const beforeMs = 60_000 * (8 + number * 7 * chance() ** 0.2);
  return { trace: rolledUp(traceIdOf(number), spans, beforeMs, { ...more, agent, tags }), spans: () => spans };
};

const large = (): FixtureTrace => {
  let spans: readonly Span[] | undefined;
  const made = (): readonly Span[] => (spans ??= generatedSpans(4_711, LARGE_COUNT));
  const trace = rolledUp(LARGE, generatedSpans(4_711, 2), 480_000, { name: 'nightly digest', spans: LARGE_COUNT });
  return { trace, spans: made };
};

/** Traces of a day, the latest first. */
export const someTraces = (): FixtureTrace[] => {
  const [question, answer] = QUESTIONS[1];
  const agent = { session: 'session-of-ada', user: 'ada@example.com', agent: 'Sentinel', tags: ['production', 'soc'] };
  return [
    { trace: rolledUp(AGENT, agentSpans(), 300_000, { ...agent, input: question, output: answer }), spans: agentSpans },
    { trace: rolledUp(ODD, oddSpans(), 360_000, { status: 'open' }), spans: oddSpans },
    large(),
    ...Array.from({ length: COUNT }, (_, index) => generated(index + 3)),
  ].toSorted((a, b) => (a.trace.start < b.trace.start ? 1 : -1));
};

/** One trace in which every text is an attack. */
export const plantedTraces = (text: string): FixtureTrace[] => {
  const spans = agentSpans().map((span) => ({
    ...span,
    name: text,
    service: text,
    model: span.model === null ? null : text,
    provider: text,
    tool: span.tool === null ? null : text,
    agent: text,
  }));
  const more = { name: text, session: text, user: text, agent: text, tags: [text], input: text, output: text };
  return [{ trace: rolledUp(AGENT, spans, 300_000, more), spans: () => spans }];
};
