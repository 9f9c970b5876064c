import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface AnsweringServer extends AsyncDisposable {
  readonly url: string;
}

export const answeringServer = async (
  listener: (...given: Parameters<RequestListener>) => void | Promise<void>,
): Promise<AnsweringServer> => {
  const server = createServer((...given) => void listener(...given)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};

export interface SeenRequest {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export const see = async (request: IncomingMessage): Promise<SeenRequest> => ({
  method: request.method,
  url: request.url,
  headers: request.headers,
  body: await text(request),
});
