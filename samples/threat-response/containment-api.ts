import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ContainmentApi {
  readonly url: string;
  close(): Promise<void>;
}

const LONGEST_BODY = 10_000;

/** Stands for the API of whatever isolates hosts. It isolates none, and does each Idempotency-Key once, as such an API should. */
export const startContainmentApi = async (onIsolated: (host: string) => void): Promise<ContainmentApi> => {
  const done = new Map<string, string>();
  const isolate = (key: string, host: string): object => {
    if (!done.has(key)) {
      done.set(key, host);
      onIsolated(host);
    }
    return { isolated: done.get(key) };
  };
  const server = createServer((request, response) => {
    readHost(request).then(
      (host) => {
        const key = request.headers['idempotency-key'];
        if (request.method !== 'POST' || request.url !== '/isolate')
          return answer(response, 404, { error: 'There is POST /isolate, and nothing else.' });
        if (typeof key !== 'string' || host === undefined)
          return answer(response, 400, { error: 'A host and an Idempotency-Key are needed.' });
        return answer(response, 200, isolate(key, host));
      },
      () => response.destroy(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

const readHost = async (request: IncomingMessage): Promise<string | undefined> => {
  let text = '';
  for await (const chunk of request as AsyncIterable<Buffer>) {
    text += chunk.toString();
    if (text.length > LONGEST_BODY) return undefined;
  }
  try {
    const { host } = JSON.parse(text) as { readonly host?: unknown };
    return typeof host === 'string' ? host : undefined;
  } catch {
    // what is no JSON names no host
    return undefined;
  }
};

const answer = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
};
