import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from 'vitest';

export type Answering = (request: IncomingMessage, response: ServerResponse) => void;

export interface ModelServer {
  readonly port: number;
  readonly url: string;
  readonly asked: readonly IncomingMessage[];
  /** From the next request on. */
  answers(answering: Answering): void;
}

export const listing =
  (...ids: readonly string[]): Answering =>
  (_request, response) =>
    void response.end(JSON.stringify({ object: 'list', data: ids.map((id) => ({ id, object: 'model' })) }));

export const refusing =
  (status: number, message: string, headers: Readonly<Record<string, string>> = {}): Answering =>
  (_request, response) =>
    void response.writeHead(status, headers).end(JSON.stringify({ error: { message } }));

export const serving =
  (text: string, headers: Readonly<Record<string, string>> = {}): Answering =>
  (_request, response) =>
    void response.writeHead(200, { 'content-type': 'text/csv', ...headers }).end(text);

/** A server of models on loopback, for the tests of a file. */
export const useModelServer = (): ModelServer => {
  const asked: IncomingMessage[] = [];
  let answering = listing();
  const server = createServer((request, response) => {
    asked.push(request);
    answering(request, response);
  });
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const port = (): number => (server.address() as AddressInfo).port;
  return {
    asked,
    get port() {
      return port();
    },
    get url() {
      return `http://127.0.0.1:${port()}/v1`;
    },
    answers: (next) => {
      answering = next;
      asked.length = 0;
    },
  };
};
