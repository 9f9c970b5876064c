import type { OutgoingHttpHeaders } from 'node:http2';

/** Codes of gRPC by their numbers, as far as anybody here says them. */
export const GRPC_CODES = {
  invalidArgument: 3,
  deadlineExceeded: 4,
  permissionDenied: 7,
  resourceExhausted: 8,
  unimplemented: 12,
  internal: 13,
  unavailable: 14,
  unauthenticated: 16,
} as const;

/** How a call ends that does not end well. */
export interface GrpcStatus {
  readonly code: number;
  readonly message: string;
  /** A google.rpc.Status, which says more. */
  readonly details?: Buffer;
}

export class GrpcRefusal extends Error {
  override readonly name = 'GrpcRefusal';
  readonly status: GrpcStatus;

  constructor(code: number, message: string) {
    super(message);
    this.status = { code, message };
  }
}

/** What no call of ours has: it is told to whoever calls, in a sentence. */
export const refuseCall = (code: keyof typeof GRPC_CODES, message: string): never => {
  throw new GrpcRefusal(GRPC_CODES[code], message);
};

export const trailersOf = ({ code, message, details }: GrpcStatus): OutgoingHttpHeaders => ({
  'grpc-status': String(code),
  'grpc-message': percentEncoded(message),
  ...(details === undefined ? {} : { 'grpc-status-details-bin': details.toString('base64').replaceAll('=', '') }),
});

/** Everything but printable ASCII, and the percent sign itself, as bytes of UTF-8. */
const percentEncoded = (message: string): string =>
  Array.from(Buffer.from(message), (byte) =>
    byte >= 0x20 && byte <= 0x7e && byte !== 0x25
      ? String.fromCodePoint(byte)
      : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  ).join('');
