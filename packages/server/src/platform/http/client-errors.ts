import { errorEntry, type ErrorCode } from '@holdfast/protocol/errors/book';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';

const BY_CODE: Readonly<Record<string, ErrorCode>> = {
  HPE_HEADER_OVERFLOW: 'header_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'too_slow',
};

/** Answers what never became a request: headers too large or too slow, bytes that are no HTTP. */
export const answerClientError = (error: Error & { code?: string }, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const code = BY_CODE[error.code ?? ''] ?? 'malformed';
  const { status, title, means } = errorEntry(code);
  const body = JSON.stringify({ type: `/docs#error-${code}`, title, status, code, detail: means, instance: '', trace_id: '' });
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
};
