import { errorEntry } from '@holdfast/protocol/errors/book';
import type { Failure } from '../failure.ts';
import { headersOfFailure } from '../http/failure-headers.ts';
import type { PlainAnswer, Refuse } from '../http/foreign.ts';
import { CODES, errorOf } from './json-rpc.ts';

export const sayJson = (status: number, message: object, headers: Record<string, string> = {}): PlainAnswer => ({
  status,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
  body: Buffer.from(JSON.stringify(message)),
});

export const sayNothing = (status: number): PlainAnswer => ({ status, headers: {}, body: Buffer.alloc(0) });

/** What failed before there was a message to answer: the error book's status and code, as an error of JSON-RPC. */
export const refuse: Refuse = (failure, _headers, traceId) => {
  const { code, details } = failure;
  const { status, means, act } = errorEntry(code);
  const message = details.detail ?? `${means} ${act}`;
  return sayJson(
    status,
    errorOf(undefined, { code: rpcCodeOf(code, status), message, data: { code, trace_id: traceId } }),
    headersOfFailure(failure),
  );
};

const rpcCodeOf = (code: Failure['code'], status: number): number => {
  if (code === 'malformed') return CODES.unparsable;
  return status >= 500 ? CODES.internal : CODES.invalidRequest;
};
