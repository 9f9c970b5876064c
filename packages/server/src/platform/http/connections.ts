import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** The answer that a connection is waiting for or reading. Node keeps it on the socket until it is read to its end. */
export const answerOnItsWay = (socket: Socket & { _httpMessage?: ServerResponse | null }): ServerResponse | undefined =>
  socket._httpMessage ?? undefined;

export interface Connections {
  /**
   * Closes those that were used and on which nobody waits any more. Whoever has just come is about to ask.
   * Node's own way of doing it cuts off answers that are still being read.
   */
  closeIdle(): void;
  /** It is not a connection of HTTP any more. */
  forget(socket: Socket): void;
}

export const watchConnections = (server: Server): Connections => {
  const open = new Set<Socket>();
  server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => void open.delete(socket));
  });
  return {
    closeIdle() {
      for (const socket of open) if (socket.bytesRead > 0 && answerOnItsWay(socket) === undefined) socket.destroy();
    },
    forget: (socket) => void open.delete(socket),
  };
};
