import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { Node } from './node.ts';

/** One address for several nodes: each connection goes to the next of those that run. */
export interface Balancer {
  readonly url: string;
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';

export const startBalancer = async (nodes: () => readonly Node[]): Promise<Balancer> => {
  const open = new Set<Socket>();
  let turn = 0;

  const lead = (client: Socket, triesLeft: number): void => {
    const running = nodes().filter((node) => node.isRunning());
    turn += 1;
    const node = running[turn % Math.max(1, running.length)];
    if (node === undefined || triesLeft === 0) {
      client.destroy();
      return;
    }
    const server = connect({ host: LOOPBACK, port: Number(new URL(node.url).port), allowHalfOpen: true });
    open.add(server);
    let isConnected = false;
    server.once('connect', () => {
      isConnected = true;
      client.pipe(server).pipe(client);
    });
    // who died between two looks is passed over, as a balancer does
    server.once('error', () => {
      if (!isConnected && !client.destroyed) lead(client, triesLeft - 1);
    });
    server.once('close', () => {
      open.delete(server);
      if (isConnected) client.destroy();
    });
    client.once('close', () => server.destroy());
  };

  const server = createServer({ allowHalfOpen: true }, (client) => {
    open.add(client);
    client.on('error', () => client.destroy());
    client.once('close', () => open.delete(client));
    lead(client, nodes().length);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, LOOPBACK, resolve);
  });

  return {
    url: `http://${LOOPBACK}:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
};
