import { GRPC_CODES } from '../../../../platform/grpc/status.ts';

export interface OtlpFailure {
  readonly http: number;
  readonly grpc: number;
  /** A sender may send the same again only when this is true: after a wait that he is told, where one is known. */
  readonly again: boolean;
  readonly means: string;
}

/**
 * How a request that is not acknowledged is answered, so that a sender by the specification of OTLP sends again what may be
 * stored later, and nothing else. Over HTTP he does so after 429, 502, 503 and 504; over gRPC after UNAVAILABLE and
 * DEADLINE_EXCEEDED, and after RESOURCE_EXHAUSTED only with a wait.
 */
export const OTLP_FAILURES = {
  malformed: { http: 400, grpc: GRPC_CODES.invalidArgument, again: false, means: 'The request cannot be read.' },
  malformed_encoding: {
    http: 400,
    grpc: GRPC_CODES.invalidArgument,
    again: false,
    means: 'The body is not the gzip that its Content-Encoding says. Send whole gzip, or none.',
  },
  unauthenticated: {
    http: 401,
    grpc: GRPC_CODES.unauthenticated,
    again: false,
    means: 'The API key is missing, unknown or no longer valid. Send one as Authorization: Bearer <key>.',
  },
  forbidden: { http: 403, grpc: GRPC_CODES.permissionDenied, again: false, means: 'This key may not write traces.' },
  unknown_method: { http: 404, grpc: GRPC_CODES.unimplemented, again: false, means: 'Only traces are received here.' },
  method_not_allowed: { http: 405, grpc: GRPC_CODES.unimplemented, again: false, means: 'Send a POST.' },
  too_large: {
    http: 413,
    grpc: GRPC_CODES.resourceExhausted,
    again: false,
    means: 'The request is too large, counted without compression. Send fewer spans at once.',
  },
  unsupported_media_type: {
    http: 415,
    grpc: GRPC_CODES.invalidArgument,
    again: false,
    means: 'Send application/x-protobuf or application/json.',
  },
  unsupported_encoding: {
    http: 415,
    grpc: GRPC_CODES.unimplemented,
    again: false,
    means: 'Compress with gzip, or not at all.',
  },
  rate_limited: {
    http: 429,
    grpc: GRPC_CODES.unavailable,
    again: true,
    means: 'Too many requests. Wait and send it again.',
  },
  internal: { http: 500, grpc: GRPC_CODES.internal, again: false, means: 'Holdfast failed. Its log has the reason.' },
  unavailable: {
    http: 503,
    grpc: GRPC_CODES.unavailable,
    again: true,
    means: 'Spans cannot be stored at the moment. Wait and send it again.',
  },
  deadline_exceeded: {
    http: 504,
    grpc: GRPC_CODES.deadlineExceeded,
    again: true,
    means: 'The spans were not stored in time. Send them again.',
  },
} as const satisfies Readonly<Record<string, OtlpFailure>>;

export type OtlpFailureCode = keyof typeof OTLP_FAILURES;
