export interface ClientSettings {
  /** Where Holdfast is, with or without a path: `https://holdfast.example`. */
  readonly baseUrl: string;
  /** An API key or a sign-in token. A browser that is signed in by its cookie needs none. */
  readonly token?: string;
  /** For an account in several workspaces: the one that is meant. Read anew for each request. */
  readonly workspace?: string | undefined;
  readonly fetch?: typeof globalThis.fetch;
  /** How long one call may take, its body included. */
  readonly timeoutMs?: number;
  /** The most bytes of one answer that are read; 64 MiB unless said otherwise. */
  readonly answerBytesMaximum?: number;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  /** The version the change was made from: a number, or an ETag as it was received. Sent as `If-Match`. */
  readonly version?: number | string;
  /** The same key again means the same request again, not a second one. */
  readonly idempotencyKey?: string;
  /** W3C trace context, so that the server's spans join the caller's trace. */
  readonly traceparent?: string;
}

export const TIMEOUT_MS_DEFAULT = 30_000;
export const ANSWER_BYTES_MAXIMUM_DEFAULT = 64 * 1024 * 1024;
