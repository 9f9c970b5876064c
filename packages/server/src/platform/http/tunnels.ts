import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { answerSocket } from './answer-socket.ts';
import { answerOnItsWay } from './connections.ts';

/** Answers CONNECT. Node hands its connection over and looks after it no longer, so it is ended here. */
export const refuseTunnels = (server: Server, headers: Readonly<Record<string, string>>): void => {
  server.on('connect', (_request, stream) => {
    // what node:http hands over is the connection itself
    const socket = stream as Socket;
    // whoever cuts the line now has nobody else who listens
    socket.on('error', () => socket.destroy());
    const before = answerOnItsWay(socket);
    if (before !== undefined) {
      // a good request came before: it gets its answer, which is the last
      before.once('finish', () => socket.destroySoon());
      return;
    }
    answerSocket(socket, {
      code: 'method_not_allowed',
      detail: 'This server is no proxy, so there is nothing to connect to.',
      headers: { ...headers, allow: '' },
    });
    socket.destroySoon();
  });
};
