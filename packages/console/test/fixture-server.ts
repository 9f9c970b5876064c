import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isReadiness, type Mode, problemOf, READINESS } from './readiness-scripts.ts';
import { SECURITY_HEADERS } from './security-headers.ts';
import { serveStatic } from './serve-static.ts';

export interface FixtureServer extends AsyncDisposable {
  readonly url: string;
  /** From now on the server answers so. */
  readonly become: (mode: Mode) => void;
  /** How often it was asked for its readiness. */
  readonly checks: () => number;
}

const sendJson = (response: ServerResponse, status: number, body: unknown, type = 'application/json'): void => {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(JSON.stringify(body));
};

const sendReadiness = (response: ServerResponse, mode: Mode): void => {
  if (isReadiness(mode)) {
    const readiness = READINESS[mode];
    sendJson(response, readiness.status === 'ok' || readiness.status === 'degraded' ? 200 : 503, readiness);
  } else if (mode === 'cut') {
    response.destroy();
  } else if (mode !== 'silent') {
    const problem = problemOf(mode);
    sendJson(response, problem.status, problem, 'application/problem+json');
  }
};

/** The built console and a server that says what it is told to say, over real HTTP. */
export const fixtureServer = async (folder: string, first: Mode = 'ok'): Promise<FixtureServer> => {
  let mode = first;
  let checks = 0;
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    if (request.url === '/readyz') {
      checks += 1;
      sendReadiness(response, mode);
    } else if (request.url === '/version') {
      sendJson(response, 200, { version: '0.1.0', protocol: 1, node: process.version });
    } else {
      void serveStatic(folder, request, response);
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    become: (next) => {
      mode = next;
    },
    checks: () => checks,
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};
