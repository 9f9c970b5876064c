import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Authenticate } from '../../src/platform/http/authenticate.ts';
import { ask } from '../ground/ask.ts';
import { openSocket, say, type RawSocket } from '../ground/raw-socket.ts';
import { handshake, openWebSocket } from '../ground/raw-web-socket.ts';
import { tokenOf, useSystem } from '../ground/system.ts';
import { believeEverybody } from '../probe/principals.ts';

/** Whose tokens are worth nothing any more, without anybody being told. */
const ended = new Set<string>();
const authenticate: Authenticate = async (credentials) =>
  ended.has(credentials.headers.authorization ?? '') ? undefined : believeEverybody(credentials);

const system = useSystem({}, { authenticate, socketBounds: { mostOpening: 2 } });
const headers = { 'Sec-WebSocket-Protocol': 'holdfast.v1, holdfast.ticket' };

test('who has shown its ticket takes no place from those who are about to', async () => {
  for (let count = 1; count <= 5; count += 1) {
    const socket = await openWebSocket(system.url, { headers });
    const { body } = await ask(system, 'POST /api/v1/ws-ticket');
    socket.say({ type: 'ticket', ticket: (body as { ticket: string }).ticket });
    await socket.message('connection_established');
  }
  for (const waiting of [1, 2]) {
    expect((await openWebSocket(system.url, { headers })).raw.received, String(waiting)).toContain('101');
  }
  expect((await say(system.url, handshake(system.url, { headers }))).status).toBe(429);
});

const follow = async (token: string): Promise<RawSocket> => {
  const stream = await openSocket(system.url);
  stream.send(`GET /api/v1/events?topics=things HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n\r\n`);
  await expect.poll(() => stream.received).toContain('event: following');
  return stream;
};
const hasEnded = ({ received }: RawSocket): boolean => received.endsWith('\r\n0\r\n\r\n');

test('a revocation ends the stream of live events as it ends sockets, and nobody else’s', async () => {
  const [workspace, member] = [randomUUID(), randomUUID()];
  const [goes, stays] = [
    await follow(tokenOf('viewer', workspace, member)),
    await follow(tokenOf('viewer', workspace)),
  ];
  const revocation = { workspace, json: { member, reason: 'signed_out' } };
  expect((await ask(system, 'POST /api/v1/probe/revocations', revocation)).status).toBe(204);
  await expect.poll(() => hasEnded(goes)).toBe(true);
  expect(hasEnded(stays)).toBe(false);
});

test('who reads a stream is looked up again, though nobody said anything', async () => {
  const token = tokenOf('viewer');
  const stream = await follow(token);
  ended.add(`Bearer ${token}`);
  await expect.poll(() => hasEnded(stream), { timeout: 4000 }).toBe(true);
});
