import { errorEntry, type ErrorCode } from '@holdfast/protocol/errors/book';
import type { IncomingHttpHeaders } from 'node:http';
import { Failure } from '../../../platform/failure.ts';
import { headersOfFailure } from '../../../platform/http/failure-headers.ts';
import type { PlainAnswer } from '../../../platform/http/foreign.ts';
import { OTLP_FAILURES, type OtlpFailureCode } from '../otlp/answers/failures.ts';
import { rpcStatus, type Refusal } from '../otlp/answers/rpc-status.ts';
import type { MediaType } from '../otlp/request/read-request.ts';
import { CONTENT_TYPES } from '../otlp/transport/media-type.ts';

/** Entries of the error book that mean something else to an exporter than their status says. */
const BY_CODE: Partial<Record<ErrorCode, OtlpFailureCode>> = {
  timed_out: 'deadline_exceeded',
};

const BY_STATUS: Readonly<Record<number, OtlpFailureCode>> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'unknown_method',
  405: 'method_not_allowed',
  413: 'too_large',
  415: 'unsupported_media_type',
  429: 'rate_limited',
  500: 'internal',
};

/** Whatever failed, as the specification of OTLP has it: what may work later is sent again, and nothing else. */
export const refusalOf = ({ code, details }: Failure): Refusal => {
  const { status, retry } = errorEntry(code);
  const { detail, retryAfterSeconds } = details;
  return {
    code: BY_CODE[code] ?? BY_STATUS[status] ?? (retry ? 'unavailable' : 'malformed'),
    reason: code.toUpperCase(),
    ...(detail === undefined ? {} : { detail }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
};

/** A failure over HTTP: a google.rpc.Status in the type of the request, JSON where that is unknown: whoever sends neither is a person who tries. */
export const refuseOverHttp = (failure: Failure, headers: IncomingHttpHeaders): PlainAnswer => {
  const type: MediaType = /^[^;]*protobuf/i.test(headers['content-type'] ?? '') ? 'protobuf' : 'json';
  const refusal = refusalOf(failure);
  return {
    status: OTLP_FAILURES[refusal.code].http,
    headers: { ...headersOfFailure(failure), 'content-type': CONTENT_TYPES[type] },
    body: rpcStatus(refusal, type),
  };
};

const BOOK = {
  malformed: 'malformed',
  malformed_encoding: 'malformed',
  too_large: 'too_large',
  unsupported_media_type: 'unsupported_type',
  unsupported_encoding: 'unsupported_type',
} as const satisfies Partial<Record<OtlpFailureCode, ErrorCode>>;

/** Refuses a request for what it is, with the sentence of that. */
export const refuse = (code: keyof typeof BOOK, detail: string = OTLP_FAILURES[code].means): never => {
  throw new Failure(BOOK[code], { detail });
};

export const tooLarge = (most: number): string =>
  `A request may have ${most} bytes, counted without compression. Send fewer spans at once.`;
