import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ask } from '../ground/ask.ts';
import { handshake, openWebSocket, ROOM, type HandshakeOptions } from '../ground/raw-web-socket.ts';
import { openSocket, say } from '../ground/raw-socket.ts';
import { tokenOf, useSystem } from '../ground/system.ts';

const system = useSystem();

const knock = async (options: HandshakeOptions): Promise<[number, Record<string, unknown>]> => {
  const { status, body } = await say(system.url, handshake(system.url, { token: tokenOf('viewer'), ...options }));
  return [status, JSON.parse(body) as Record<string, unknown>];
};

describe('an upgrade is refused as any request is, before it is one', () => {
  test.each<[string, HandshakeOptions, number, object]>([
    ['without credentials', { token: undefined as never }, 401, { code: 'unauthenticated' }],
    ['with credentials that are none', { token: 'nobody' }, 401, { code: 'unauthenticated' }],
    ['without a workspace and its permission', { token: tokenOf('operator') }, 403, { code: 'forbidden' }],
    [
      'with another version',
      { headers: { 'Sec-WebSocket-Version': '8' } },
      400,
      { detail: expect.stringContaining('Version: 13') },
    ],
    ['without a version', { headers: { 'Sec-WebSocket-Version': undefined } }, 400, { code: 'malformed' }],
    [
      'without a key',
      { headers: { 'Sec-WebSocket-Key': undefined } },
      400,
      { detail: expect.stringContaining('16 bytes') },
    ],
    ['with a key that is too short', { headers: { 'Sec-WebSocket-Key': 'c2hvcnQ=' } }, 400, { code: 'malformed' }],
    [
      'without a host',
      { headers: { Host: undefined } },
      400,
      { detail: expect.stringMatching(/^A request has one Host/) },
    ],
    [
      'with two hosts',
      { headers: { 'host ': undefined, Host: 'x', HOST: 'y' } },
      400,
      { detail: expect.stringMatching(/^A request has one Host/) },
    ],
    [
      'with another subprotocol',
      { headers: { 'Sec-WebSocket-Protocol': 'graphql-ws' } },
      400,
      { detail: expect.stringContaining('holdfast.v1') },
    ],
    [
      'from a page of somebody else',
      { headers: { Origin: 'https://evil.example' } },
      403,
      { detail: expect.stringContaining('HOLDFAST_PUBLIC_URL') },
    ],
    ['from a page without an origin', { headers: { Origin: 'null' } }, 403, { code: 'forbidden' }],
    [
      'by a cookie that does not say from where',
      { headers: { Cookie: 'a=b' } },
      403,
      { detail: expect.stringContaining('Origin') },
    ],
    ['at a path whose parameter is too long', { path: `/ws/probe/${'x'.repeat(61)}` }, 422, { code: 'invalid' }],
    ['at a path that does not exist', { path: '/ws/nowhere' }, 404, { code: 'not_found' }],
    [
      'by a method that is no GET',
      { line: `POST ${ROOM} HTTP/1.1`, headers: { 'Content-Length': '0' } },
      405,
      { code: 'method_not_allowed' },
    ],
    ['of HTTP/1.0', { line: `GET ${ROOM} HTTP/1.0` }, 400, { detail: expect.stringContaining('HTTP/1.1') }],
    ['with a body', { headers: { 'Content-Length': '2' }, behind: Buffer.from('{}') }, 400, { code: 'malformed' }],
  ])('%s', async (_what, options, status, problem) => {
    const answer = await knock(options);
    expect(answer).toEqual([status, expect.objectContaining(problem)]);
  });

  test('with the headers of every answer, and the connection is closed', async () => {
    const socket = await openSocket(system.url);
    socket.send(handshake(system.url, { headers: { Origin: 'https://evil.example' } }));
    const [answer] = await socket.answers(1);
    expect(answer?.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer?.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer?.headers.get('connection')).toBe('close');
    await socket.closed();
  });
});

test('what asks for no upgrade is told what this path speaks', async () => {
  expect(await ask(system, `GET ${ROOM}`)).toMatchObject({ status: 400, body: { code: 'malformed' } });
});

test('an upgrade elsewhere is answered as the request it is', async () => {
  expect((await say(system.url, handshake(system.url, { path: '/livez' }))).status).toBe(200);
});

test.each(['localhost', '127.0.0.1'])('a page of ours comes in by its cookie, from %s', async (host) => {
  const origin = `http://${host}:${new URL(system.url).port}`;
  const socket = await openWebSocket(system.url, {
    token: tokenOf('viewer'),
    headers: { Origin: origin, Cookie: 'a=b' },
  });
  expect(socket.raw.received).not.toContain('permessage-deflate');
});

test('compression is not spoken, even when it is offered, and the subprotocol is', async () => {
  const socket = await openWebSocket(system.url, {
    token: tokenOf('viewer'),
    headers: {
      'Sec-WebSocket-Extensions': 'permessage-deflate; client_max_window_bits',
      'Sec-WebSocket-Protocol': 'chat, holdfast.v1',
    },
  });
  expect(socket.raw.received).not.toContain('Extensions');
  expect(socket.raw.received).toContain('Sec-WebSocket-Protocol: holdfast.v1\r\n');
});

test('an upgrade behind a request that is still being worked on does not take its answer away', async () => {
  const socket = await openSocket(system.url);
  const body = '{"seconds":0.2,"kind":"handler"}';
  socket.send(
    `POST /api/v1/probe/slow HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${tokenOf('analyst')}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}` +
      handshake(system.url, { token: tokenOf('viewer') }),
  );
  expect((await socket.answers(2)).map(({ status }) => status)).toEqual([200, 400]);
});

test('an upgrade on a connection that has been used is one all the same', async () => {
  const socket = await openSocket(system.url);
  socket.send('GET /livez HTTP/1.1\r\nHost: x\r\n\r\n');
  await socket.answers(1);
  socket.send(handshake(system.url, { token: tokenOf('viewer') }));
  await expect.poll(() => socket.received).toContain('connection_established');
});

test('whoever hangs up while it is looked at leaves nothing behind', async () => {
  const workspace = randomUUID();
  const [token, open] = [tokenOf('viewer', workspace, workspace), { path: `/ws/probe/${randomUUID()}` }];
  for (let tries = 0; tries < 10; tries += 1) {
    const socket = await openSocket(system.url);
    socket.send(handshake(system.url, { token, ...open }));
    socket.destroy();
  }
  // as many as one may have at this path
  await expect
    .poll(async () => {
      const sockets = await Promise.all(Array.from({ length: 5 }, () => openSocket(system.url)));
      for (const socket of sockets) socket.send(handshake(system.url, { token, ...open }));
      await Promise.all(sockets.map((socket) => expect.poll(() => socket.received).toMatch(/^HTTP\/1.1 \d+/)));
      const count = sockets.filter(({ received }) => received.startsWith('HTTP/1.1 101')).length;
      for (const socket of sockets) socket.destroy();
      return count;
    })
    .toBe(5);
});

test('a sixth socket at one path, and a twenty-first of a member, is 429', async () => {
  const token = tokenOf('viewer', randomUUID(), randomUUID());
  const open = (room: number) => ({ token, path: `/ws/probe/${room}` });
  for (let each = 0; each < 5; each += 1) await openWebSocket(system.url, open(0));
  expect(await knock(open(0))).toMatchObject([429, { code: 'rate_limited' }]);
  for (let each = 0; each < 15; each += 1) await openWebSocket(system.url, open(1 + Math.floor(each / 5)));
  expect(await knock(open(9))).toMatchObject([429, { code: 'rate_limited' }]);
  await openWebSocket(system.url, { token: tokenOf('viewer'), path: '/ws/probe/0' });
});

describe('whoever knocks too often', () => {
  const strict = useSystem(
    {},
    {
      socketBounds: { handshakes: { perAddressPerSecond: 1, perAddressBurst: 3, perSecond: 100, burst: 100 } },
    },
  );

  test('is told to wait, whoever it is', async () => {
    const statuses: number[] = [];
    for (let tries = 0; tries < 4; tries += 1)
      statuses.push((await say(strict.url, handshake(strict.url, { token: 'nobody' }))).status);
    expect(statuses).toEqual([401, 401, 401, 429]);
    const answer = await say(strict.url, handshake(strict.url, { token: tokenOf('viewer') }));
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '1']);
  });
});

describe('where a public address is set', () => {
  const there = useSystem({ HOLDFAST_PUBLIC_URL: 'https://holdfast.example' });

  test.each([
    ['https://holdfast.example', 101],
    ['https://holdfast.example.evil.example', 403],
    ['http://holdfast.example', 403],
    ['https://holdfast.example:8443', 403],
    ['http://localhost:4400', 403],
  ])('only pages of it come in: %s is %i', async (origin, status) => {
    const socket = await openSocket(there.url);
    socket.send(handshake(there.url, { token: tokenOf('viewer'), headers: { Origin: origin } }));
    await expect.poll(() => socket.received).toMatch(/^HTTP\/1\.1 \d+/);
    expect(socket.received).toContain(`HTTP/1.1 ${status}`);
  });
});
