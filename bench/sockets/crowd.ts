import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { frame } from '../../packages/server/test/ground/frames.ts';

/** As many as a member may have at one path. */
const EACH = 5;
const AT_ONCE = 50;

/** Opens one socket by its bytes: a client of a library would weigh more than what is measured. */
export const openOne = async (url: URL, member: string): Promise<Socket> => {
  const socket = connect({ host: url.hostname, port: Number(url.port) });
  socket.on('error', () => {});
  socket.write(
    `GET /ws/probe/bench HTTP/1.1\r\nHost: ${url.host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n' +
      `Authorization: Bearer probe.viewer.${member}.${member}\r\n\r\n`,
  );
  const [answer] = (await once(socket, 'data')) as [Buffer];
  if (!answer.toString('latin1').startsWith('HTTP/1.1 101 ')) throw new Error(answer.toString('utf8'));
  return socket;
};

export const openMany = async (url: URL, count: number): Promise<Socket[]> => {
  const sockets: Socket[] = [];
  let member = randomUUID();
  while (sockets.length < count) {
    const batch = Array.from({ length: Math.min(AT_ONCE, count - sockets.length) }, (_, index) => {
      if (index % EACH === 0) member = randomUUID();
      return openOne(url, member);
    });
    sockets.push(...(await Promise.all(batch)));
  }
  for (const socket of sockets) socket.resume();
  return sockets;
};

export const say = (socket: Socket, message: object): void => void socket.write(frame(JSON.stringify(message)));
