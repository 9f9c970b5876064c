import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface TestServer {
  readonly port: number;
  readonly url: string;
  /** How many connections were made to it. */
  readonly connections: () => number;
  readonly open: () => number;
}

const listen = async (server: Server | TcpServer, host: string, port: number): Promise<TestServer> => {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    // without a reader it would never hear of the end
    socket
      .on('error', () => {})
      .resume()
      .once('close', () => void sockets.delete(socket));
  });
  server.listen(port, host);
  await once(server, 'listening');
  onTestFinished(async () => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  });
  const { port: at } = server.address() as AddressInfo;
  return { port: at, url: `http://${host}:${at}`, connections: () => connections, open: () => sockets.size };
};

/** A real server on loopback, closed with its test. */
export const serve = (handle: RequestListener, host = '127.0.0.1', port = 0): Promise<TestServer> =>
  listen(createServer(handle), host, port);

/** A server that says every byte itself. */
export const serveBytes = (handle: (socket: Socket) => void): Promise<TestServer> =>
  listen(createTcpServer(handle), '127.0.0.1', 0);
