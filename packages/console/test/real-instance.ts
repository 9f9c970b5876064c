import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { SECURITY_HEADERS } from './security-headers.ts';
import { serveStatic } from './serve-static.ts';

const MAIN = path.resolve(import.meta.dirname, '../../server/src/main.ts');

/** A Holdfast as it is shipped, on a database of its own, behind the console as it is built now. */
export interface RealInstance extends AsyncDisposable {
  readonly url: string;
  readonly setupToken: string;
}

const PROGRAMS = /^\/(?:api|v1|readyz|livez|version|openapi\.json|docs)\b/u;

/** Passes a request on as it came, and the answer back as it comes: a stream of events goes through it too. */
const passOn = (port: number, from: IncomingMessage, to: ServerResponse): void => {
  const { method, url, headers } = from;
  const on = request({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
    to.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(to);
  });
  on.on('error', () => to.destroy());
  to.on('close', () => on.destroy());
  from.pipe(on);
};

/** The port that it says it listens on. */
const portOf = async (child: ChildProcess): Promise<number> => {
  if (child.stdout === null) throw new Error('the process has no output');
  const said: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    said.push(line);
    const { event, url } = line.startsWith('{') ? (JSON.parse(line) as { event?: string; url?: string }) : {};
    if (event === 'process_started' && url !== undefined) return Number(new URL(url).port);
  }
  throw new Error(`Holdfast did not start:\n${said.slice(-10).join('\n')}`);
};

export const realInstance = async (folder: string): Promise<RealInstance> => {
  let port = 0;
  const front = createServer((from, to) => {
    if (PROGRAMS.test(from.url ?? '')) return passOn(port, from, to);
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) to.setHeader(name, value);
    return void serveStatic(folder, from, to);
  }).listen(0, '127.0.0.1');
  await once(front, 'listening');
  const url = `http://127.0.0.1:${(front.address() as AddressInfo).port}`;
  const data = await mkdtemp(path.join(tmpdir(), 'holdfast-console-'));
  const env = {
    ...process.env,
    HOLDFAST_DATA: data,
    HOLDFAST_HTTP_PORT: '0',
    HOLDFAST_OTLP_HTTP_PORT: '0',
    HOLDFAST_OTLP_GRPC_PORT: '0',
    HOLDFAST_PUBLIC_URL: url,
  };
  const child = spawn(process.execPath, [MAIN, 'start'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const close = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    front.close();
    front.closeAllConnections();
    await rm(data, { recursive: true, force: true });
  };
  try {
    port = await portOf(child);
    child.stdout.resume();
    const setupToken = (await readFile(path.join(data, 'setup-token'), 'utf8')).trim();
    return { url, setupToken, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw error;
  }
};
