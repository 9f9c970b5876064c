import { errorEntry, type ErrorCode } from '@holdfast/protocol/errors/book';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { answerOnItsWay } from './connections.ts';
import { problemOf, PROBLEM_TYPE } from './problem.ts';

const BY_CODE: Readonly<Record<string, ErrorCode>> = {
  HPE_HEADER_OVERFLOW: 'header_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'too_slow',
};

/** Answers what never became a request: headers too large or too slow, bytes that are no HTTP. */
export const clientErrorAnswerer =
  (headers: Readonly<Record<string, string>>) =>
  (error: Error & { code?: string }, socket: Socket): void => {
    const answering = answerOnItsWay(socket);
    if (error.code === 'ECONNRESET' || !socket.writable || answering?.headersSent === true) {
      socket.destroy();
      return;
    }
    if (answering?.req.complete === true) {
      // a good request came before the garbage: it gets its answer, which is the last
      answering.once('finish', () => socket.destroySoon());
      return;
    }
    const code = BY_CODE[error.code ?? ''] ?? 'malformed';
    const { status } = errorEntry(code);
    const body = JSON.stringify(problemOf(code, {}, '', ''));
    const all = {
      ...headers,
      'content-type': PROBLEM_TYPE,
      'content-length': Buffer.byteLength(body),
      connection: 'close',
    };
    const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head.join('')}\r\n${body}`);
  };
