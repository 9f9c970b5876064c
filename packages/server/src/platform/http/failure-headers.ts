import { errorEntry } from '@holdfast/protocol/errors/book';
import type { Failure } from '../failure.ts';

/** When to come again where nobody knows better. */
const SOON_SECONDS = 1;

/** What an answer to a failure says in its headers, in whatever protocol. */
export const headersOfFailure = ({ code, details }: Failure): Record<string, string> => {
  const { status, retry } = errorEntry(code);
  const wait = details.retryAfterSeconds ?? (retry ? SOON_SECONDS : undefined);
  return {
    ...(wait === undefined ? {} : { 'retry-after': String(Math.ceil(wait)) }),
    ...(status === 401 ? { 'www-authenticate': 'Bearer realm="holdfast"' } : {}),
  };
};
