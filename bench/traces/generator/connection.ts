import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Target } from './order.ts';

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** One connection of HTTP/1.1 that costs little: one head for all, answers of known length or in chunks. */
export interface Connection {
  /** `onFlushed` is called when the kernel has the bytes. Rejects when the connection ends. */
  post(body: Buffer, onFlushed: () => void): Promise<Answer>;
  end(): void;
}

export const openConnection = async ({ url, headers }: Target): Promise<Connection> => {
  const { hostname, port, pathname, search, host } = new URL(url);
  const socket = connect(Number(port), hostname).setNoDelay(true);
  await once(socket, 'connect');
  const lines = Object.entries({ host, 'content-type': 'application/x-protobuf', ...headers });
  const head = `POST ${pathname}${search} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}`;
  const answers = answersOf(socket);
  return {
    post(body, onFlushed) {
      const answer = answers();
      socket.cork();
      socket.write(`${head}content-length: ${body.length}\r\n\r\n`, 'latin1');
      socket.write(body, onFlushed);
      socket.uncork();
      return answer;
    },
    end: () => socket.destroy(),
  };
};

const answersOf = (socket: Socket): (() => Promise<Answer>) => {
  let received = '';
  let waiting: PromiseWithResolvers<Answer> | undefined;
  socket.setEncoding('latin1');
  socket.on('data', (chunk) => {
    received += String(chunk);
    const answer = parse(received);
    if (answer === undefined) return;
    received = '';
    waiting?.resolve(answer);
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => waiting?.reject(new Error('The connection ended.')));
  return () => {
    waiting = Promise.withResolvers<Answer>();
    if (socket.destroyed) waiting.reject(new Error('The connection ended.'));
    return waiting.promise;
  };
};

const parse = (received: string): Answer | undefined => {
  const end = received.indexOf('\r\n\r\n');
  if (end === -1) return undefined;
  const head = received.slice(0, end);
  const body = received.slice(end + 4);
  const length = /\r\ncontent-length: *(?<length>\d+)/i.exec(head)?.groups?.['length'];
  const isWhole =
    length === undefined
      ? !/\r\ntransfer-encoding: *chunked/i.test(head) || body.endsWith('0\r\n\r\n')
      : body.length >= Number(length);
  return isWhole ? { status: Number(head.slice(9, 12)), body } : undefined;
};
