import type { Client } from '@holdfast/client/client';
import { getReadiness, type Readiness } from '@holdfast/protocol/process/readiness';

/** One look at the server: what it said of its parts, or that it said nothing of use. */
export type Check = { readonly at: number; readonly tookMs: number } & (
  | { readonly readiness: Readiness }
  | { readonly failure: Error }
);

/** A server that does not answer in this time cannot be asked anything else either. */
const TIMEOUT_MS = 10_000;

export const checkHealth = async (holdfast: Client, signal: AbortSignal): Promise<Check> => {
  const begin = performance.now();
  const result = await holdfast.bodyOf(getReadiness, {}, { signal, timeoutMs: TIMEOUT_MS }).then(
    (readiness) => ({ readiness }),
    (failure: unknown) => ({ failure: failure instanceof Error ? failure : new Error(String(failure)) }),
  );
  signal.throwIfAborted();
  return { at: Date.now(), tookMs: performance.now() - begin, ...result };
};
