import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from 'vitest';

export interface Letter {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Told {
  readonly type: string;
  readonly id: string;
  readonly object: { readonly kind: string; readonly id: string };
  readonly sequence: number;
  readonly data: Readonly<Record<string, unknown>>;
}

export const toldIn = ({ body }: Letter): Told => JSON.parse(body) as Told;

/** Whether one of its signatures is by this secret, as the Standard Webhooks say. */
export const isSignedBy = ({ headers, body }: Letter, secret: string): boolean => {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
  const signature = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  return String(headers['webhook-signature']).split(' ').includes(signature);
};

export interface Receiver {
  readonly port: number;
  /** What came to this path. */
  at(path: string): Letter[];
  url(path: string): string;
  /** What it answers at a path; 204 where nothing is said. */
  answers(path: string, status: number): void;
  /** Nobody is there any more, until it is back at the same address. */
  leave(): Promise<void>;
  comeBack(): Promise<void>;
}

/** Somebody who receives webhooks on loopback, for the tests of a file. */
export const useReceiver = (): Receiver => {
  const letters: Letter[] = [];
  const statuses = new Map<string, number>();
  let port = 0;
  let server: Server | undefined;

  const comeBack = async (): Promise<void> => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => void chunks.push(chunk));
      request.on('end', () => {
        const { url: path = '', headers } = request;
        letters.push({ path, headers, body: Buffer.concat(chunks).toString() });
        response.writeHead(statuses.get(path) ?? 204).end();
      });
    }).listen(port, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
  };
  const leave = async (): Promise<void> => {
    if (server === undefined) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
    server = undefined;
  };
  beforeAll(comeBack);
  afterAll(leave);

  return {
    get port() {
      return port;
    },
    at: (path) => letters.filter((letter) => letter.path === path),
    url: (path) => `http://127.0.0.1:${port}${path}`,
    answers: (path, status) => void statuses.set(path, status),
    leave,
    comeBack,
  };
};
