import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

const message = (type: string, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body]);
};
const int16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
};
const int32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};
const text = (value: string): Buffer => Buffer.from(`${value}\0`);

const TYPE_OF_INT4 = 23;

export interface FakePostgres {
  readonly url: URL;
  readonly asked: string[];
  /** Who is connected is told that the server stops. */
  stopConnections(): void;
}

/** A server that lets anybody in, answers every statement with its version, and to a goodbye that it was stopping anyway. */
export const startFakePostgres = async (version: number): Promise<FakePostgres> => {
  const ready = message('Z', Buffer.from('I'));
  const welcome = Buffer.concat([message('R', int32(0)), ready]);
  const int4 = Buffer.concat([int32(0), int16(0), int32(TYPE_OF_INT4), int16(4), int32(-1), int16(0)]);
  const digits = Buffer.from(String(version));
  const answer = Buffer.concat([
    message('T', int16(1), text('version'), int4),
    message('D', int16(1), int32(digits.length), digits),
    message('C', text('SELECT 1')),
    ready,
  ]);
  const stopped = message(
    'E',
    text('SFATAL'),
    text('C57P01'),
    text('Mterminating connection due to administrator command'),
    Buffer.alloc(1),
  );
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).once('close', () => void sockets.delete(socket));
    socket.on('data', (data) => {
      // a start message has no type, and begins with its length
      if (data[0] === 0) socket.write(welcome);
      const type = data.toString('latin1', 0, 1);
      if (type === 'X') socket.end(stopped);
      if (type !== 'Q') return;
      asked.push(data.toString('utf8', 5, data.length - 1));
      socket.write(answer);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.close();
    await once(server, 'close');
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: new URL(`postgres://owner@127.0.0.1:${port}/holdfast`),
    asked,
    stopConnections() {
      for (const socket of sockets) socket.end(stopped);
    },
  };
};
