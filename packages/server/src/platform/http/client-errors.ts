import type { Socket } from 'node:net';
import { answerSocket, type SocketAnswer } from './answer-socket.ts';
import { answerOnItsWay } from './connections.ts';
import { HEADER_BYTES } from './request-head.ts';

const BY_CODE: Readonly<Record<string, Omit<SocketAnswer, 'headers'>>> = {
  HPE_HEADER_OVERFLOW: {
    code: 'header_too_large',
    detail: `The request line and the headers may have ${HEADER_BYTES} bytes together.`,
  },
  ERR_HTTP_REQUEST_TIMEOUT: { code: 'too_slow' },
};

/** Answers what never became a request: headers too large or too slow, bytes that are no HTTP. */
export const clientErrorAnswerer =
  (headers: Readonly<Record<string, string>>, hasItsOwnTime: (socket: Socket) => boolean = () => false) =>
  (error: Error & { code?: string }, socket: Socket): void => {
    if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && hasItsOwnTime(socket)) return;
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
    answerSocket(socket, { ...(BY_CODE[error.code ?? ''] ?? { code: 'malformed' }), headers });
  };
