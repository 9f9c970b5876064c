import type { GenAiFacts, GenAiKind, Usage } from '../dialects/gen-ai-span.ts';
import { TRACE_INPUT, TRACE_OUTPUT } from '../dialects/langfuse.ts';
import { readFacts } from '../dialects/read-facts.ts';
import { readMessages } from '../dialects/read-messages.ts';
import type { ProtobufReader } from '../otlp/protobuf/reader.ts';
import type { NotedOddities } from '../otlp/records/noted-oddities.ts';
import { basicsOf } from '../otlp/records/span-basics.ts';
import { readSpan } from '../otlp/records/span-reading.ts';
import type { SpanReading } from '../otlp/records/span-reading.ts';
import type { StoredSpan } from '../store/stored-span.ts';
import { digestOf } from '../otlp/records/digest.ts';
import { dialectsOf } from './known-attributes.ts';
import { previewOfInput, previewOfOutput } from './preview.ts';
import { NOTHING_SAID, readSaid } from './read-said.ts';
import { readSpoken } from './read-spoken.ts';
import type { SpokenSpan } from './read-spoken.ts';
import type { StoredSurroundings } from './stored-surroundings.ts';
import type { TraceIds } from './trace-ids.ts';

/** What tokens cost in US dollars at a moment, in nanoseconds since 1970, where a price is known. */
export type PriceOf = (usage: Usage, model: string, provider: string | undefined, at: bigint) => number | undefined;

/** What all spans of a request are read with. */
export interface SpanReader {
  readonly reader: ProtobufReader;
  /** Of the span that is being read. */
  readonly reading: SpanReading;
  readonly traceIds: TraceIds;
  readonly oddities: NotedOddities;
  readonly priceOf: PriceOf;
}

/** The row of the span that lies between, which was judged before. */
export const storedSpanOf = (
  { reader, reading, traceIds, oddities, priceOf }: SpanReader,
  from: number,
  to: number,
  around: StoredSurroundings,
): StoredSpan => {
  const { bytes, view } = reader;
  [reader.from, reader.to] = [from, to];
  const span = readSpan(reader, oddities, reading);
  const { name, kind, status, duration, hasParent } = basicsOf(bytes, span, oddities);
  const spoken = readSpoken(reader, span);
  const facts =
    spoken.dialects === 0 ? undefined : readFacts({ name, attributes: spoken.attributes }, dialectsOf(spoken.dialects));
  const type = facts?.kind ?? 'span';
  const said = !hasParent || type === 'generation' ? readSaid(reader, name, span, spoken) : NOTHING_SAID;
  return {
    traceId: traceIds.textOf(bytes, span.traceIdFrom),
    spanId: view.getBigUint64(span.spanIdFrom),
    parentSpanId: hasParent ? view.getBigUint64(span.parentFrom) : 0n,
    name,
    kind,
    type,
    status,
    start: span.start,
    duration,
    service: around.service,
    model: facts?.model,
    provider: facts?.provider,
    tool: facts?.tool,
    agent: facts?.agent,
    session: facts?.session ?? around.session,
    user: facts?.user ?? around.user,
    tags: facts?.tags ?? NONE,
    usage: facts?.usage,
    costUsd: facts === undefined ? undefined : costOf(facts, span.start, priceOf),
    input: said.input,
    output: said.output,
    oddities: oddities.take(),
    digest: digestOf(reader, from, to),
    traceName: facts?.traceName,
    traceInput: saidOfTrace(spoken, TRACE_INPUT),
    traceOutput: saidOfTrace(spoken, TRACE_OUTPUT),
  };
};

const NONE: readonly string[] = [];
/** Agents and chains repeat the tokens of what they called: theirs cost nothing a second time. */
const PRICED: readonly GenAiKind[] = ['generation', 'embedding', 'reranking'];

const costOf = (
  { kind, cost, usage, model, provider }: GenAiFacts,
  at: bigint,
  priceOf: PriceOf,
): number | undefined => {
  if (cost !== undefined) return cost.total;
  if (usage === undefined || model === undefined || !PRICED.includes(kind)) return undefined;
  return priceOf(usage, model, provider, at);
};

const saidOfTrace = (
  { attributes }: SpokenSpan,
  name: typeof TRACE_INPUT | typeof TRACE_OUTPUT,
): string | undefined => {
  const value = attributes.get(name);
  if (value === undefined) return undefined;
  return name === TRACE_INPUT
    ? previewOfInput(readMessages(value, 'user'))
    : previewOfOutput(readMessages(value, 'assistant'));
};
