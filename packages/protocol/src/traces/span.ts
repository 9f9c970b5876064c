import { z } from 'zod';
import { Timestamp } from '../time.ts';
import { SpanId, TraceId } from './ids.ts';
import { Nanoseconds } from './trace.ts';
import { CostUsd, SpanType, Tokens } from './usage.ts';

/** Kinds and statuses by the numbers that OTLP gives them. */
export const SPAN_KINDS = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'] as const;
export const SPAN_STATUSES = ['unset', 'ok', 'error'] as const;

/** What was odd about a span that is kept all the same. */
export const ODDITIES = [
  'end_before_start',
  'no_start',
  'bad_parent',
  'duplicate_keys',
  'invalid_utf8',
  'nul',
  'string_index',
  'unknown_kind',
  'unknown_status',
  'too_much_said',
] as const;

/** A span as a tree shows it. */
export const Span = z.strictObject({
  span_id: SpanId,
  parent_span_id: SpanId.nullable(),
  name: z.string(),
  kind: z.enum(SPAN_KINDS),
  type: SpanType,
  status: z.enum(SPAN_STATUSES),
  start: Timestamp,
  start_ns: z
    .string()
    .regex(/^\d{1,20}$/)
    .describe('Nanoseconds since 1970, which no JSON number holds exactly.'),
  duration_ns: Nanoseconds.nullable().describe('Null while it is open.'),
  service: z.string().nullable(),
  model: z.string().nullable(),
  provider: z.string().nullable(),
  tool: z.string().nullable(),
  agent: z.string().nullable(),
  tokens: Tokens.nullable(),
  cost_usd: CostUsd,
  oddities: z.array(z.enum(ODDITIES)),
});
export type Span = z.infer<typeof Span>;

const ToolCall = z.strictObject({ id: z.string().nullable(), name: z.string(), arguments: z.unknown() });

export const MessagePart = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: z.string() }),
  z.strictObject({ kind: z.literal('reasoning'), text: z.string() }),
  z.strictObject({ kind: z.literal('tool_call'), call: ToolCall }),
  z.strictObject({ kind: z.literal('tool_result'), id: z.string().nullable(), result: z.unknown() }),
  z
    .strictObject({ kind: z.literal('other'), value: z.unknown() })
    .describe('An image, a file, or something newer than this.'),
]);
export type MessagePart = z.infer<typeof MessagePart>;

export const SpanMessage = z.strictObject({ role: z.string(), parts: z.array(MessagePart) });
export type SpanMessage = z.infer<typeof SpanMessage>;

// z.record would leave out what is called __proto__, and looks at every name
const Named = z
  .unknown()
  .refine((value) => typeof value === 'object' && value !== null && !Array.isArray(value), {
    error: 'must be an object',
  })
  .meta({ type: 'object' }) as unknown as z.ZodType<Record<string, unknown>, Record<string, unknown>>;

const Attributes = Named.describe(
  'As they were sent. A number that JavaScript cannot hold exactly is a string; bytes are {"$base64": "..."}.',
);

const SpanEvent = z.strictObject({
  name: z.string(),
  time_ns: z.string().describe('Nanoseconds since 1970.'),
  attributes: Attributes,
  dropped_attributes: z.int(),
});

const SpanLink = z.strictObject({
  trace_id: z.string(),
  span_id: z.string(),
  trace_state: z.string(),
  attributes: Attributes,
  dropped_attributes: z.int(),
});

/** A span with everything that was sent. */
export const SpanDetail = Span.extend({
  trace_id: TraceId,
  status_message: z.string(),
  trace_state: z.string(),
  flags: z.int(),
  attributes: Attributes,
  events: z.array(SpanEvent),
  links: z.array(SpanLink),
  resource: Attributes.describe('Where it comes from: attributes, dropped_attributes_count, schema_url.'),
  scope: Attributes.describe('The library that wrote it: name, version, attributes.'),
  dropped: z
    .strictObject({ attributes: z.int(), events: z.int(), links: z.int() })
    .describe('How many its sender left out, as it says.'),
  input: z.array(SpanMessage).describe('What a model was given, read from whichever dialect the span speaks.'),
  output: z.array(SpanMessage),
  tool_calls: z.array(ToolCall),
  tool_result: z.unknown().describe('Null where there is none.'),
  finish_reasons: z.array(z.string()),
  first_token_ms: z.number().nullable().describe('From its start to the first token of the answer.'),
  session: z.string().nullable(),
  user: z.string().nullable(),
  tags: z.array(z.string()),
  metadata: Named,
  received_at: Timestamp,
  differing_resends: z.int().describe('How often it was sent again with other content, which was not kept.'),
});
export type SpanDetail = z.infer<typeof SpanDetail>;
