import { connect } from 'node:net';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { openSocket } from '../ground/raw-socket.ts';
import { useSystem } from '../ground/system.ts';

const both = async () => [
  { address: '::1', family: 6 },
  { address: '127.0.0.1', family: 4 },
];
const system = useSystem({ HOLDFAST_HOST: 'both.test' }, { lookUp: both });

test('a host of two addresses is one server on one of them, and the address it gives is that one', async () => {
  const { hostname, port } = new URL(system.url);
  expect(hostname).toBe('127.0.0.1');
  const other = connect({ host: '::1', port: Number(port) });
  const [error] = (await once(other, 'error')) as [NodeJS.ErrnoException];
  expect(error.code).toMatch(/^(ECONNREFUSED|EADDRNOTAVAIL|EAFNOSUPPORT)$/);
});

test('a connection that nobody uses does not hold up the stop', async () => {
  // the end of the file stops the system, and expects that everything closed in order
  const socket = await openSocket(system.url);
  socket.send('GET /livez HTTP/1.1\r\nHost: x\r\n\r\n');
  expect((await socket.answers(1))[0]?.status).toBe(200);
});
