import type { TraceContext } from '../telemetry/traceparent.ts';
import type { Headers } from './headers.ts';
import type { PurposeName } from './purposes.ts';

export interface OutboundRequest {
  readonly purpose: PurposeName;
  readonly method?: string;
  readonly headers?: Headers;
  readonly body?: string | Uint8Array;
  readonly signal?: AbortSignal;
  /** For everything, to the last byte of the body. */
  readonly timeoutMs?: number;
  /** Of the body, decompressed. */
  readonly maxBytes?: number;
  /** Speak to public addresses without TLS as well. What the operator allows may always be without. */
  readonly plainHttp?: boolean;
  /** How many redirects are followed: 3 for a GET or HEAD, none for others unless said so. */
  readonly redirects?: number;
  /** How often a request that may be repeated is. None unless said so. */
  readonly repeats?: number;
  /** Says of a POST that it may be repeated, as with an Idempotency-Key. */
  readonly idempotent?: boolean;
  /** Fail unless the status is 2xx. */
  readonly mustSucceed?: boolean;
  /** Whose doing this is: the other side continues its trace. */
  readonly trace?: TraceContext;
}
