import type { IncomingHttpHeaders } from 'node:http2';
import type { Clock } from '../clock/clock.ts';
import type { GrpcPatience } from './grpc-patience.ts';
import type { OneMessage } from './read-message.ts';
import type { GrpcStatus } from './status.ts';

/** A call of which nothing but the headers has been read. */
export interface Call {
  readonly headers: IncomingHttpHeaders;
  readonly address: string;
  /** Aborted when the caller hangs up, the time is over, or the node stops. */
  readonly signal: AbortSignal;
  readonly encoding: 'identity' | 'gzip';
  /** Reads the prefix of the message, within the limit of the method. */
  readonly open: () => Promise<OneMessage>;
}

/** A method with one message in and one out. */
export interface UnaryMethod {
  readonly mostBytes: number;
  readonly tooLarge: string;
  readonly call: (call: Call) => Promise<Buffer>;
  /** Whatever was thrown, as an end of the call; it is told to log and metrics there. */
  readonly statusOf: (error: unknown, headers: IncomingHttpHeaders) => GrpcStatus;
}

export interface GrpcServerParts {
  /** By path: `/package.Service/Method`. */
  readonly methods: ReadonlyMap<string, UnaryMethod>;
  /** Where others look for methods, and what they are told. */
  readonly unknown: (path: string) => string;
  readonly requestTimeoutMs: number;
  readonly patience: GrpcPatience;
  readonly clock: Clock;
}
