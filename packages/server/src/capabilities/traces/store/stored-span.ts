import type { Oddity, SpanKind, SpanStatus } from '../otlp/records/span-record.ts';
import type { GenAiKind, Usage } from '../dialects/gen-ai-span.ts';

/**
 * A span as far as it is searched, drawn and counted. Everything else that was sent stays where it was received, and is read
 * from there when somebody looks at one span.
 */
export interface StoredSpan {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  readonly spanId: bigint;
  /** Zero, which is nobody's id, for a root. */
  readonly parentSpanId: bigint;
  readonly name: string;
  readonly kind: SpanKind;
  readonly type: GenAiKind;
  readonly status: SpanStatus;
  /** Nanoseconds since 1970. */
  readonly start: bigint;
  /** Undefined while the span is open. */
  readonly duration: bigint | undefined;
  readonly service: string | undefined;
  readonly model: string | undefined;
  readonly provider: string | undefined;
  readonly tool: string | undefined;
  readonly agent: string | undefined;
  readonly session: string | undefined;
  readonly user: string | undefined;
  readonly tags: readonly string[];
  readonly usage: Usage | undefined;
  /** In US dollars, as the sender said or as it follows from a price. */
  readonly costUsd: number | undefined;
  /** What was asked and answered, cut short; only where the span is a root or asks a model. */
  readonly input: string | undefined;
  readonly output: string | undefined;
  readonly oddities: readonly Oddity[];
  /** Of the span's own bytes: a resend that differs has another. */
  readonly digest: bigint;
  /** What the whole trace is called, and how it begins and ends, where the span says it. Any span of the trace may. */
  readonly traceName?: string | undefined;
  readonly traceInput?: string | undefined;
  readonly traceOutput?: string | undefined;
}
