import { connect, type Socket } from 'node:net';
import type { Fault, Struck } from './fault.ts';
import { startFlow } from './flow.ts';

/** One connection through the proxy: the client's socket and, once it is led on, the server's. */
export interface Link extends Struck {
  /** Opens the server's side; a link that was held is led on later. */
  leadOn(): void;
  /** Wakes whoever waits in a fault that has been switched off. */
  release(): void;
}

export interface LinkOptions {
  readonly client: Socket;
  readonly target: { readonly host: string; readonly port: number };
  readonly fault: () => Fault;
  readonly gone: () => void;
}

export const createLink = ({ client, target, fault, gone }: LinkOptions): Link => {
  let server: Socket | undefined;
  let forgotten = false;
  let release = new AbortController();
  const route = { fault, released: () => release.signal };

  const destroy = () => {
    release.abort();
    client.destroy();
    server?.destroy();
  };
  client.setNoDelay(true);
  client.on('error', destroy);
  client.on('close', () => {
    release.abort();
    server?.destroy();
    gone();
  });

  return {
    leadOn() {
      if (server !== undefined || client.destroyed || forgotten) return;
      const opened = connect({ host: target.host, port: target.port, allowHalfOpen: true, noDelay: true });
      server = opened;
      opened.on('error', () => forgotten || destroy());
      opened.on('close', () => forgotten || client.end());
      startFlow({ ...route, from: client, to: () => opened, direction: 'to-server' });
      startFlow({ ...route, from: opened, to: () => client, direction: 'to-client' });
      client.resume();
    },
    close() {
      client.end();
      server?.end();
      // a peer that keeps its half open would keep the link for ever
      setImmediate(destroy);
    },
    reset() {
      if (!client.destroyed) client.resetAndDestroy();
      if (server !== undefined && !server.destroyed) server.resetAndDestroy();
    },
    forgetServer() {
      forgotten = true;
      server?.destroy();
      client.resume();
    },
    release() {
      const waiting = release;
      release = new AbortController();
      waiting.abort();
    },
  };
};
