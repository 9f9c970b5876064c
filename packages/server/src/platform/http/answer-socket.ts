import { errorEntry, type ErrorCode } from '@holdfast/protocol/errors/book';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { problemOf, PROBLEM_TYPE } from './problem.ts';

export interface SocketAnswer {
  readonly code: ErrorCode;
  readonly detail?: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Writes a problem to a connection for which there is no reply, and ends it. */
export const answerSocket = (socket: Duplex, { code, detail, headers }: SocketAnswer): void => {
  const { status } = errorEntry(code);
  const body = JSON.stringify(problemOf(code, detail === undefined ? {} : { detail }, '', ''));
  const all = {
    ...headers,
    'content-type': PROBLEM_TYPE,
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head.join('')}\r\n${body}`);
};
