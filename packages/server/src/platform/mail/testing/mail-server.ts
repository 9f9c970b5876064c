import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { onTestFinished } from 'vitest';
import { TEST_CERTIFICATE } from '../../../../test/ground/certificate.ts';

export interface Received {
  readonly from: string;
  readonly to: readonly string[];
  readonly source: string;
  readonly secure: boolean;
}

export interface MailServer {
  readonly port: number;
  readonly received: readonly Received[];
}

/** A real SMTP server on loopback that keeps what it is given, closed with its test. */
export const startMailServer = async (options: SMTPServerOptions = {}): Promise<MailServer> => {
  const received: Received[] = [];
  const server = new SMTPServer({
    ...TEST_CERTIFICATE,
    authOptional: true,
    disableReverseLookup: true,
    onData: (stream, { envelope: { mailFrom, rcptTo }, secure }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.once('end', () => {
        received.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          source: Buffer.concat(chunks).toString(),
          secure,
        });
        done(stream.sizeExceeded ? Object.assign(new Error('Too big'), { responseCode: 552 }) : undefined);
      });
    },
    ...options,
  });
  // a client that does not trust us hangs up
  server.on('error', () => {});
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  onTestFinished(async () => {
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return { port: (listening.address() as AddressInfo).port, received };
};

/** A server that says every byte itself. */
export const startRawMailServer = async (
  handle: (socket: Socket) => void,
): Promise<{ readonly port: number; readonly open: () => number }> => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).once('close', () => void sockets.delete(socket));
    handle(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  });
  return { port: (server.address() as AddressInfo).port, open: () => sockets.size };
};
