import type { ServerResponse } from 'node:http';

/** What goes wrong with one answer. The same words for every provider; each says it in its own shape. */
export type Mishap =
  | { readonly kind: 'rate-limited'; readonly retryAfterSeconds: number }
  | { readonly kind: 'refused'; readonly status: number }
  /** Takes the request and says nothing. */
  | { readonly kind: 'silent' }
  /** Ends in a RST after so many tokens. */
  | { readonly kind: 'reset'; readonly afterTokens: number }
  /** Says no more after so many tokens, and stays open. */
  | { readonly kind: 'stalled'; readonly afterTokens: number }
  /** Says in the stream, after its 200, that it failed; whoever asked for one piece gets a 500. */
  | { readonly kind: 'failed'; readonly afterTokens: number }
  /** Sends half of a piece of JSON after so many tokens, and ends as if all were well. */
  | { readonly kind: 'malformed'; readonly afterTokens: number };

/** Those that are over before anything is said. */
export type Refusal = Extract<Mishap, { kind: 'rate-limited' | 'refused' }>;

export const isRefusal = (mishap: Mishap | undefined): mishap is Refusal =>
  mishap?.kind === 'rate-limited' || mishap?.kind === 'refused';

export const statusOf = (refusal: Refusal): number => (refusal.kind === 'rate-limited' ? 429 : refusal.status);

export const headersOf = (refusal: Refusal): Record<string, string> =>
  refusal.kind === 'rate-limited' ? { 'retry-after': String(refusal.retryAfterSeconds) } : {};

export const endInReset = (response: ServerResponse): void => {
  response.socket?.resetAndDestroy();
};
