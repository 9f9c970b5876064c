import { z } from 'zod';

const Count = z.int().min(0);

/** No token is counted in two of these. */
export const Tokens = z.strictObject({
  input: Count.describe('Without what was read from a cache or written to one.'),
  cache_read: Count,
  cache_write: Count,
  output: Count.describe('Without what was thought and said aloud.'),
  reasoning: Count,
  audio: Count,
});
export type Tokens = z.infer<typeof Tokens>;

export const CostUsd = z
  .number()
  .min(0)
  .nullable()
  .describe('US dollars; null where neither sender nor a price says it.');

/** What is done in a span, where it says so in one of the dialects of generative AI. */
export const SPAN_TYPES = [
  'generation',
  'embedding',
  'retrieval',
  'reranking',
  'tool',
  'agent',
  'chain',
  'guardrail',
  'evaluation',
  'event',
  'span',
] as const;
export const SpanType = z.enum(SPAN_TYPES);
export type SpanType = z.infer<typeof SpanType>;
