import type { FastifyInstance } from 'fastify';
import { ServerResponse, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

export interface Upgrade {
  readonly socket: Socket;
  /** What came behind the request. */
  readonly head: Buffer;
}

export interface Upgrades {
  of(request: IncomingMessage): Upgrade | undefined;
  /** Takes the connection away from HTTP. Its answer is then over. */
  takeOver(response: ServerResponse, upgrade: Upgrade): void;
}

/**
 * An upgrade goes the way of every request: the same limits, hooks, order and problems. Only when it has come through
 * is its connection taken out of HTTP.
 */
export const routeUpgrades = (app: FastifyInstance): Upgrades => {
  const waiting = new WeakMap<IncomingMessage, Upgrade>();
  app.server.on('upgrade', (request: IncomingMessage, stream, head: Buffer) => {
    const socket = stream as Socket;
    // whoever goes away while it is looked at is seen by its answer
    socket.on('error', () => socket.destroy());
    waiting.set(request, { socket, head });
    const response = new ServerResponse(request);
    response.shouldKeepAlive = false;
    response.assignSocket(socket);
    response.once('finish', () => socket.destroySoon());
    app.routing(request, response);
  });

  return {
    of: (request) => waiting.get(request),
    takeOver(response, { socket }) {
      response.detachSocket(socket);
      response.statusCode = 101;
      response.emit('close');
    },
  };
};
