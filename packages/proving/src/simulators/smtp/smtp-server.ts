import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { Mail, SmtpScript } from './script.ts';
import { holdSession } from './session.ts';

/** Refuses each address the first time it sees it, as a server does that keeps off those who do not come back. */
export const greylisting: SmtpScript = {
  recipient: (_address, before) => (before === 0 ? 'refuse for now' : 'take'),
};

/** A mail server that takes mail and delivers it nowhere. Without TLS: it is on loopback. */
export interface SmtpSimulator {
  readonly port: number;
  readonly url: string;
  readonly mails: readonly Mail[];
  /** Each address it was asked to take, in order. */
  readonly tried: readonly string[];
  play(script: SmtpScript): void;
  close(): Promise<void>;
}

const REMEMBERED = 10_000;
const MOST_CONNECTIONS = 200;

export const startSmtpServer = async (first: SmtpScript = {}): Promise<SmtpSimulator> => {
  const mails: Mail[] = [];
  const tried: string[] = [];
  const open = new Set<Socket>();
  let script = first;

  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    holdSession(socket, {
      script: () => script,
      tried(address) {
        const before = tried.filter((each) => each === address).length;
        tried.push(address);
        if (tried.length > REMEMBERED) tried.shift();
        return before;
      },
      accept(mail) {
        mails.push(mail);
        if (mails.length > REMEMBERED) mails.shift();
      },
    });
  });
  server.maxConnections = MOST_CONNECTIONS;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    mails,
    tried,
    play(next) {
      script = next;
    },
    async close() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
};
