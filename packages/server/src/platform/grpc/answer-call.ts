import type { IncomingHttpHeaders, OutgoingHttpHeaders, ServerHttp2Stream } from 'node:http2';
import { constants } from 'node:http2';
import { ClientGone } from '../http/client-gone.ts';
import { nodeIsStopping } from '../http/streams.ts';
import type { Calls } from './calls.ts';
import type { Call, GrpcServerParts, UnaryMethod } from './unary-method.ts';
import { readOneMessage, writeMessage } from './read-message.ts';
import { GRPC_CODES, GrpcRefusal, refuseCall, trailersOf, type GrpcStatus } from './status.ts';
import { readTimeout } from './timeout.ts';

const ANSWER: OutgoingHttpHeaders = {
  ':status': 200,
  'content-type': 'application/grpc',
  'grpc-accept-encoding': 'identity,gzip',
};

/** From the headers of a call to its trailers. */
export const answerCall = async (
  parts: GrpcServerParts,
  calls: Calls,
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
): Promise<void> => {
  const wrong = wrongHttpOf(headers);
  if (wrong !== undefined) {
    stream.respond(wrong, { endStream: true });
    leave(stream);
    return;
  }
  const method = parts.methods.get(headers[':path'] ?? '');
  if (method === undefined) {
    const message = parts.unknown(headers[':path'] ?? '');
    refuse(stream, { code: GRPC_CODES.unimplemented, message });
    return;
  }
  const stay = calls.enter(
    Math.min(readTimeout(headerOf(headers, 'grpc-timeout')) ?? Infinity, parts.requestTimeoutMs),
  );
  stream.once('close', () => {
    stay.leave();
    if (!stream.headersSent) stay.abort(new ClientGone());
  });
  try {
    if (calls.isDraining) throw nodeIsStopping();
    const called = method.call(callOf(method, stream, headers, stay.signal));
    answer(stream, await Promise.race([called, stay.over]));
  } catch (error) {
    if (error instanceof ClientGone || stream.destroyed) return;
    refuse(stream, error instanceof GrpcRefusal ? error.status : method.statusOf(error, headers));
  }
};

const callOf = (
  method: UnaryMethod,
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  signal: AbortSignal,
): Call => ({
  headers,
  signal,
  address: stream.session?.socket.remoteAddress ?? '',
  encoding: encodingOf(headers),
  open: () => readOneMessage(stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>, method),
});

const answer = (stream: ServerHttp2Stream, message: Buffer): void => {
  if (stream.destroyed) return;
  stream.respond(ANSWER, { waitForTrailers: true });
  stream.once('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
  stream.end(writeMessage(message));
};

/** Headers that are trailers at once. */
const refuse = (stream: ServerHttp2Stream, status: GrpcStatus): void => {
  if (stream.destroyed) return;
  stream.respond({ ...ANSWER, ...trailersOf(status) }, { endStream: true });
  leave(stream);
};

/** How long whoever still sends has to read that it is in vain. */
const LAST_READ_MS = 1000;

/** The answer is out. What still comes is dropped, and then not taken any more. */
const leave = (stream: ServerHttp2Stream): void => {
  stream.resume();
  const cut = setTimeout(() => stream.close(constants.NGHTTP2_NO_ERROR), LAST_READ_MS).unref();
  stream.once('close', () => clearTimeout(cut));
};

/** What is no call of gRPC at all is told so in words of HTTP. */
const wrongHttpOf = (headers: IncomingHttpHeaders): OutgoingHttpHeaders | undefined => {
  if (headers[':method'] !== 'POST') return { ':status': 405, allow: 'POST' };
  const type = headers['content-type']?.toLowerCase() ?? '';
  return /^application\/grpc(\+proto)?(;|$)/.test(type)
    ? undefined
    : { ':status': 415, 'accept-post': 'application/grpc' };
};

const encodingOf = (headers: IncomingHttpHeaders): Call['encoding'] => {
  const encoding = headerOf(headers, 'grpc-encoding') ?? 'identity';
  if (encoding === 'gzip' || encoding === 'identity') return encoding;
  return refuseCall('unimplemented', 'Compress with gzip, or not at all.');
};

const headerOf = (headers: IncomingHttpHeaders, name: string): string | undefined => {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
};
