import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A TCP line to the database that can go silent as a dead network does: nothing arrives, and nobody is told. */
export interface Relay {
  readonly url: URL;
  /** What clients said since it is silent. */
  readonly unheard: string;
  fallSilent(): void;
  /** Lines that were silent stay so; new ones work. */
  speakAgain(): void;
  close(): Promise<void>;
}

export const openRelay = async (to: URL): Promise<Relay> => {
  const sockets = new Set<Socket>();
  const heard: string[] = [];
  let silent = false;

  const server = createServer((near) => {
    const far = connect({ host: to.hostname, port: Number(to.port) });
    let dead = false;
    const pass = (from: Socket, into: Socket, note: (chunk: Buffer) => void): void => {
      sockets.add(from);
      from.on('error', () => {});
      from.on('close', () => into.destroy());
      from.on('data', (chunk: Buffer) => {
        dead ||= silent;
        if (dead) note(chunk);
        else into.write(chunk);
      });
    };
    pass(near, far, (chunk) => heard.push(chunk.toString('latin1')));
    pass(far, near, () => {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const url = new URL(to);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url,
    get unheard() {
      return heard.join('');
    },
    fallSilent: () => {
      silent = true;
    },
    speakAgain: () => {
      silent = false;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};
