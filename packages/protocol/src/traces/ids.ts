import { z } from 'zod';

/** 16 bytes, as OpenTelemetry writes them down. */
export const TraceId = z
  .string()
  .regex(/^[0-9a-f]{32}$/, { error: 'must be 32 hexadecimal digits in lower case' })
  .brand<'TraceId'>();
export type TraceId = z.infer<typeof TraceId>;

/** 8 bytes. Unique within its trace only. */
export const SpanId = z
  .string()
  .regex(/^[0-9a-f]{16}$/, { error: 'must be 16 hexadecimal digits in lower case' })
  .brand<'SpanId'>();
export type SpanId = z.infer<typeof SpanId>;

export const TraceParams = z.strictObject({ trace_id: TraceId });
export const SpanParams = z.strictObject({ trace_id: TraceId, span_id: SpanId });
