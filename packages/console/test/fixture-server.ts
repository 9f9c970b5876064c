import type { ImportJob } from '@holdfast/protocol/knowledge/imports';
import type { Pair } from '@holdfast/protocol/knowledge/pair';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type ApiFixture, apiFixture } from './api-fixture.ts';
import { type EventsFixture, eventsFixture } from './events-fixture.ts';
import { answerOf, ApiProblem, FixtureFile } from './fixture-route.ts';
import { type Failure, isReadiness, type Mode, problemOf, READINESS } from './readiness-scripts.ts';
import { SECURITY_HEADERS } from './security-headers.ts';
import { serveStatic } from './serve-static.ts';
import type { FixtureTrace } from './traces-data.ts';
import { BEGIN } from './work-data.ts';

export interface FixtureServer extends AsyncDisposable {
  readonly url: string;
  /** From now on the server answers so. */
  readonly become: (mode: Mode) => void;
  /** How often it was asked for its readiness. */
  readonly checks: () => number;
  /** What it was asked under /api/v1, as `GET /api/v1/jobs`. */
  readonly asked: () => readonly string[];
  /** A job that says how far it is gets so much further. */
  readonly work: (id: string, by: number) => void;
  readonly events: EventsFixture;
  /** The traces there are, the latest first. They may be changed. */
  readonly traces: () => FixtureTrace[];
  /** The pairs there are. They may be changed. */
  readonly pairs: () => Pair[];
  /** The imports there are, the latest first. They may be changed. */
  readonly imports: () => ImportJob[];
  /** Somebody else does something with a decision. */
  readonly decideMeanwhile: ApiFixture['decideMeanwhile'];
}

const sendJson = (response: ServerResponse, status: number, body: unknown, type = 'application/json'): void => {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(JSON.stringify(body));
};

const sendFile = (response: ServerResponse, { filename, type, text: whole }: FixtureFile): void => {
  const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(filename)}`;
  response.writeHead(200, { 'content-type': type, 'content-disposition': disposition }).end(whole);
};

const sendReadiness = (response: ServerResponse, mode: Mode): void => {
  if (isReadiness(mode)) {
    const readiness = READINESS[mode];
    sendJson(response, readiness.status === 'ok' || readiness.status === 'degraded' ? 200 : 503, readiness);
  } else {
    sendFailure(response, mode);
  }
};

const sendFailure = (response: ServerResponse, mode: Failure): void => {
  if (mode === 'cut') {
    response.destroy();
  } else if (mode !== 'silent') {
    const problem = problemOf(mode);
    sendJson(response, problem.status, problem, 'application/problem+json');
  }
};

const sendApi = async (
  request: IncomingMessage,
  response: ServerResponse,
  routes: ApiFixture['routes'],
): Promise<void> => {
  response.setHeader('date', BEGIN.toUTCString());
  try {
    const url = new URL(request.url ?? '/', 'http://fixture');
    const { method = 'GET', headers } = request;
    const answer = answerOf(routes, { method, url, headers, text: await text(request) });
    if (answer === undefined) ApiProblem.raise(404, 'not_found', 'There is no such endpoint.');
    else if (answer.body === undefined) response.writeHead(answer.status).end();
    else if (answer.body instanceof FixtureFile) sendFile(response, answer.body);
    else sendJson(response, answer.status, answer.body);
  } catch (error) {
    const { status, code, errors } = error instanceof ApiProblem ? error : new ApiProblem(500, 'internal', '');
    const detail = (error as Error).message;
    const members = error instanceof ApiProblem ? error.members : {};
    const problem = {
      ...problemOf('internal'),
      status,
      code,
      title: code,
      detail,
      ...(errors && { errors }),
      ...members,
    };
    sendJson(response, status, problem, 'application/problem+json');
  }
};

/** The built console and a server that says what it is told to say, over real HTTP. */
export const fixtureServer = async (folder: string, first: Mode = 'ok'): Promise<FixtureServer> => {
  let mode = first;
  let checks = 0;
  let api = apiFixture(first);
  const asked: string[] = [];
  const events = eventsFixture();
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    if (request.url === '/readyz') {
      checks += 1;
      sendReadiness(response, mode);
    } else if (request.url?.startsWith('/api/') === true) {
      asked.push(`${request.method} ${request.url}`);
      if (isReadiness(mode) && events.answer(request, response)) return;
      if (isReadiness(mode)) void sendApi(request, response, api.routes);
      else sendFailure(response, mode);
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
      if (isReadiness(next) && next !== mode) api = apiFixture(next);
      mode = next;
      if (!isReadiness(next)) events.cut();
    },
    checks: () => checks,
    asked: () => asked,
    work: (id, by) => api.work(id, by),
    events,
    traces: () => api.traces,
    pairs: () => api.pairs,
    imports: () => api.imports,
    decideMeanwhile: (id, change) => api.decideMeanwhile(id, change),
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};
