import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a simulator was asked, as it came over the line. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Undefined when the body is no JSON. */
  readonly json: unknown;
  /** By the clock that `performance.now` reads. */
  readonly at: number;
}

export interface Exchange {
  readonly asked: Asked;
  readonly response: ServerResponse;
  /** Aborted when the client has gone or the simulator closes: whoever waits stops waiting. */
  readonly gone: AbortSignal;
}

/** A small real server on loopback that stands for somebody else's. */
export interface HttpSimulator {
  readonly url: string;
  /** The last requests it heard, oldest first. */
  readonly asked: readonly Asked[];
  close(): Promise<void>;
}

export type Answering = (exchange: Exchange) => Promise<void> | void;

const LONGEST_BODY = 4 * 1024 * 1024;
const MOST_CONNECTIONS = 1_000;
const REMEMBERED = 10_000;

const readBody = async (request: IncomingMessage): Promise<string | undefined> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LONGEST_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const parse = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

const askedOf = (request: IncomingMessage, body: string): Asked => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://simulator');
  return {
    method: request.method ?? 'GET',
    path: pathname,
    query: searchParams,
    headers: request.headers,
    body,
    json: parse(body),
    at: performance.now(),
  };
};

export const answerJson = (response: ServerResponse, status: number, body: unknown, headers = {}): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
};

export const answerNothing = (response: ServerResponse, status: number, headers = {}): void => {
  response.writeHead(status, headers);
  response.end();
};

export const startHttpSimulator = async (answer: Answering): Promise<HttpSimulator> => {
  const heard: Asked[] = [];
  const closing = new AbortController();

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const left = new AbortController();
    response.on('close', () => left.abort());
    response.on('error', () => left.abort());
    const body = await readBody(request);
    if (body === undefined) return answerNothing(response, 413, { connection: 'close' });
    const asked = askedOf(request, body);
    heard.push(asked);
    if (heard.length > REMEMBERED) heard.shift();
    await answer({ asked, response, gone: AbortSignal.any([left.signal, closing.signal]) });
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((failure: unknown) => {
      // a script that breaks must be seen by whoever asked, not end the run of the proofs
      if (!response.headersSent) answerJson(response, 500, { error: { message: `the simulator: ${String(failure)}` } });
      else response.destroy();
    });
  });
  server.maxConnections = MOST_CONNECTIONS;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: heard,
    async close() {
      closing.abort();
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};
