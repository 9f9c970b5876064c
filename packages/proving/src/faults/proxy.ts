import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Fault } from './fault.ts';
import { NO_FAULT } from './fault.ts';
import { createLink, type Link } from './link.ts';

const LOOPBACK = '127.0.0.1';

/** A line between two programs that can be made bad, and good again, while they talk. */
export interface Proxy {
  readonly port: number;
  /** The same address with the proxy in place of the target. */
  url(original: string): string;
  use(fault: Fault): Promise<void>;
  heal(): Promise<void>;
  connections(): number;
  close(): Promise<void>;
}

export interface ProxyOptions {
  readonly target: { readonly host?: string; readonly port: number };
}

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => {
      server.off('error', reject);
      resolve();
    });
  });

const stopListening = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()));

export const createProxy = async ({ target }: ProxyOptions): Promise<Proxy> => {
  const links = new Set<Link>();
  let fault: Fault = NO_FAULT;

  const welcome = (client: Socket) => {
    const link = createLink({
      client,
      target: { host: target.host ?? LOOPBACK, port: target.port },
      fault: () => fault,
      gone: () => links.delete(link),
    });
    links.add(link);
    if (fault.newcomers === 'reset') link.reset();
    else if (fault.newcomers !== 'hold') link.leadOn();
  };

  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, welcome);
  await listen(server, 0);
  const port = (server.address() as AddressInfo).port;

  const use = async (next: Fault) => {
    fault = next;
    // close() waits for open connections, which not every fault ends: listening stops at once all the same
    if (next.newcomers === 'refuse') void stopListening(server);
    for (const link of [...links]) {
      link.release();
      next.strike?.(link);
    }
    if (next.newcomers !== 'refuse' && !server.listening) await listen(server, port);
    if (next.newcomers !== 'hold') for (const link of links) link.leadOn();
  };

  return {
    port,
    url(original) {
      const changed = new URL(original);
      changed.hostname = LOOPBACK;
      changed.port = String(port);
      return changed.href;
    },
    use,
    heal: () => use(NO_FAULT),
    connections: () => links.size,
    async close() {
      const stopped = server.listening ? stopListening(server) : undefined;
      for (const link of [...links]) link.reset();
      await stopped;
    },
  };
};
