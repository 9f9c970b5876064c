import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface TestLine {
  readonly url: URL;
  /** Ends what is open and refuses what is new. */
  cut(): Promise<void>;
  mend(): Promise<void>;
}

/** A way to a server that a test can cut, gone with its test. */
export const openLine = async (target: URL): Promise<TestLine> => {
  const sockets = new Set<Socket>();
  const server: Server = createServer((client) => {
    const there = connect(Number(target.port), target.hostname);
    for (const socket of [client, there]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        there.destroy();
      });
    }
    client.pipe(there).pipe(client);
  });
  const listen = async (port: number): Promise<void> => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  const cut = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    if (!server.listening) return;
    server.close();
    await once(server, 'close');
  };
  await listen(0);
  onTestFinished(cut);
  const url = new URL(target);
  url.port = String((server.address() as { port: number }).port);
  return { url, cut, mend: () => listen(Number(url.port)) };
};
