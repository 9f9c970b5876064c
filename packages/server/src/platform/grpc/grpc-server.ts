import { createServer, type Http2Server, type IncomingHttpHeaders, type ServerHttp2Stream } from 'node:http2';
import { createCalls, type Calls } from './calls.ts';
import { answerCall } from './answer-call.ts';
import { keepAlive } from './keep-alive.ts';
import type { GrpcServerParts } from './unary-method.ts';

export interface GrpcServer {
  readonly server: Http2Server;
  /** Tells everybody to go elsewhere, lets calls end within the time, and cuts the rest off. */
  drain(withinMs: number): Promise<void>;
}

/** Calls of one connection at once; a sender that wants more opens another or waits. */
const MOST_STREAMS = 128;
/** What may be on its way for one call, and for all of a connection, before somebody reads it. */
const STREAM_WINDOW_BYTES = 1024 * 1024;
const CONNECTION_WINDOW_BYTES = 4 * 1024 * 1024;
const HEADER_BYTES = 16 * 1024;
/** Node counts what is on its way into this, in megabytes. */
const SESSION_MEGABYTES = 64;

export const createGrpcServer = (parts: GrpcServerParts): GrpcServer => {
  const calls: Calls = createCalls(parts.clock);
  const server = createServer({
    maxSessionMemory: SESSION_MEGABYTES,
    settings: {
      maxConcurrentStreams: MOST_STREAMS,
      initialWindowSize: STREAM_WINDOW_BYTES,
      maxHeaderListSize: HEADER_BYTES,
      enablePush: false,
    },
  });
  server.on('session', (session) => {
    session.setLocalWindowSize(CONNECTION_WINDOW_BYTES);
    // what is wrong with one connection is its own affair
    session.on('error', () => session.destroy());
    keepAlive(session, parts.patience);
    calls.watch(session);
  });
  server.on('sessionError', () => {});
  server.on('stream', (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => {
    stream.on('error', () => {});
    void answerCall(parts, calls, stream, headers);
  });
  return { server, drain: (withinMs) => calls.drain(withinMs) };
};
