import type { PreparedRequest } from './request.ts';
import type { ClientSettings } from './settings.ts';

/**
 * Sends a request. Rejects with a TypeError when the line fails; what can never be sent is thrown before, by `refuseUnsendable`.
 * A redirect is an answer: followed, it would carry body and Idempotency-Key to wherever it leads.
 */
export const doFetch = (settings: ClientSettings, request: PreparedRequest, signal: AbortSignal): Promise<Response> =>
  (settings.fetch ?? globalThis.fetch)(request.url, { ...request, redirect: 'manual', signal });

/** An address or a header that is none makes fetch throw what it throws for a line that is down. */
export const refuseUnsendable = ({ url, method, headers }: PreparedRequest): void => {
  void new Request(url, { method, headers });
};
