import { HoldfastError } from './holdfast-error.ts';
import { HoldfastUnreachable } from './holdfast-unreachable.ts';

/** Refusals that the same request would meet again end what follows; the rest is waited out. */
export const isWorthAnotherTry = (error: unknown): boolean => {
  if (error instanceof HoldfastError) return error.status >= 500 || error.status === 408 || error.status === 429;
  return error instanceof HoldfastUnreachable;
};
