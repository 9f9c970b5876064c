import type { TraceStatus } from '@holdfast/protocol/traces/trace';
import type { Used } from './token-count.ts';

/** What is kept of a trace beside its spans, so that a list need not look at them. */
export interface TraceRow extends Used {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  readonly name: string;
  /** A span said what the whole trace is called. */
  readonly isNamed: boolean;
  /** The span without a parent that came first; undefined as long as none has. */
  readonly root: bigint | undefined;
  readonly status: TraceStatus;
  /** Of its first span; nanoseconds since 1970. */
  readonly startNs: bigint;
  /** Of what ended last; undefined while nothing has. */
  readonly endNs: bigint | undefined;
  readonly spans: number;
  readonly openSpans: number;
  readonly errors: number;
  readonly services: readonly string[];
  readonly models: readonly string[];
  readonly tags: readonly string[];
  readonly session: string | undefined;
  readonly user: string | undefined;
  readonly agent: string | undefined;
  readonly input: string | undefined;
  readonly output: string | undefined;
}
