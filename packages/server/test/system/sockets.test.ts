import { describe, expect, test } from 'vitest';
import { openSocket, say } from '../ground/raw-socket.ts';
import { tokenOf, useSystem } from '../ground/system.ts';

const system = useSystem({}, { patience: { headersMs: 300, requestMs: 600, checkEveryMs: 50, keepAliveMs: 300 } });

const LIVEZ = 'GET /livez HTTP/1.1\r\nHost: x\r\n\r\n';
const problemIn = (body: string): unknown => JSON.parse(body);

describe('bytes that are no HTTP are answered 400 as a problem, and the connection is closed', () => {
  test.each([
    ['an empty target', 'GET  HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['another protocol', 'SSH-2.0-OpenSSH_9.9\r\n'],
    ['a TLS hello', Buffer.from('16030100c5010000c10303', 'hex')],
    ['a version to come', 'GET /livez HTTP/9.9\r\nHost: x\r\n\r\n'],
    ['a header without a colon', 'GET /livez HTTP/1.1\r\nHost: x\r\nnonsense\r\n\r\n'],
    ['a blank before the colon', 'GET /livez HTTP/1.1\r\nHost : x\r\n\r\n'],
    ['a NUL in a header', 'GET /livez HTTP/1.1\r\nHost: x\r\nX: a\u0000b\r\n\r\n'],
    ['a length that is no number', 'POST /api/v1/probe/echo HTTP/1.1\r\nHost: x\r\nContent-Length: five\r\n\r\n'],
    ['a negative length', 'POST /api/v1/probe/echo HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n'],
    ['two lengths', 'POST /api/v1/probe/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
    [
      'a length and chunks',
      'POST /api/v1/probe/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    [
      'chunks in another coding',
      'POST /api/v1/probe/echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n',
    ],
  ])('%s', async (_what, bytes) => {
    const socket = await openSocket(system.url);
    socket.send(bytes);
    const [answer] = await socket.answers(1);
    expect([answer?.status, answer?.headers.get('content-type'), answer?.headers.get('connection')]).toEqual([
      400,
      'application/problem+json',
      'close',
    ]);
    expect(problemIn(answer?.body ?? '')).toMatchObject({
      type: '/docs#error-malformed',
      status: 400,
      code: 'malformed',
    });
    await socket.closed();
  });

  test('a chunk whose size is no number ends a request that had begun well', async () => {
    const socket = await openSocket(system.url);
    socket.send(
      'POST /api/v1/probe/echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
    );
    const [answer] = await socket.answers(1);
    expect(answer?.status).toBe(400);
    await socket.closed();
  });
});

describe('headers that no honest client sends are answered 400 as a problem', () => {
  const ONE_HOST = 'A request has one Host, and it is a name or an address with or without a port.';
  test.each([
    ['no host', 'GET /livez HTTP/1.1\r\n\r\n', ONE_HOST],
    ['two hosts', 'GET /livez HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n', ONE_HOST],
    ['the same host twice', 'GET /livez HTTP/1.1\r\nHost: x\r\nhost: x\r\n\r\n', ONE_HOST],
    ['two hosts at 1.0', 'GET /livez HTTP/1.0\r\nHost: x\r\nHost: y\r\n\r\n', ONE_HOST],
    ['two hosts in one', 'GET /livez HTTP/1.1\r\nHost: x, y\r\n\r\n', ONE_HOST],
    ['a host with a path', 'GET /nope HTTP/1.1\r\nHost: x/y\r\n\r\n', ONE_HOST],
    ['a host with a user', 'GET /livez HTTP/1.1\r\nHost: me@x\r\n\r\n', ONE_HOST],
    [
      'another expectation',
      'POST /api/v1/probe/echo HTTP/1.1\r\nHost: x\r\nExpect: foo\r\nContent-Length: 2\r\n\r\n{}',
      'The only expectation that is known here is 100-continue.',
    ],
  ])('%s', async (_what, bytes, detail) => {
    const answer = await say(system.url, bytes);
    expect([answer.status, answer.headers.get('content-type'), problemIn(answer.body)]).toMatchObject([
      400,
      'application/problem+json; charset=utf-8',
      { code: 'malformed', detail, trace_id: expect.stringMatching(/^[0-9a-f]{32}$/) },
    ]);
  });

  test.each(['x', 'x:4400', '[::1]:4400', 'ex-am_ple.test', ''])('a host %j is none of them', async (host) => {
    expect((await say(system.url, `GET /livez HTTP/1.1\r\nHost: ${host}\r\n\r\n`)).status).toBe(200);
  });

  test('nor is a client that waits for 100 before it sends its body', async () => {
    const socket = await openSocket(system.url);
    socket.send(
      'POST /api/v1/probe/echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 12\r\n\r\n',
    );
    await expect.poll(() => socket.received).toContain('100 Continue');
    socket.send('{"text":"a"}');
    expect((await socket.answers(1))[0]?.body).toBe('{"text":"a"}');
  });
});

describe('headers that are too large are 431', () => {
  test.each([
    ['one', `X: ${'x'.repeat(25_000)}\r\n`],
    ['many', Array.from({ length: 2000 }, (_, index) => `X-${index}: xxxxxxxx\r\n`).join('')],
    ['a cookie that grew', `Cookie: ${'a=b; '.repeat(6000)}\r\n`],
  ])('%s', async (_what, header) => {
    const answer = await say(system.url, `GET /livez HTTP/1.1\r\nHost: x\r\n${header}\r\n`);
    expect([answer.status, problemIn(answer.body)]).toMatchObject([
      431,
      { code: 'header_too_large', detail: 'The request line and the headers may have 24576 bytes together.' },
    ]);
  });

  test('more than a hundred, however short they are', async () => {
    const ask = (count: number) =>
      say(system.url, `GET /livez HTTP/1.1\r\nHost: x\r\n${'X: x\r\n'.repeat(count - 1)}\r\n`);
    expect((await ask(100)).status).toBe(200);
    const answer = await ask(101);
    expect([answer.status, problemIn(answer.body)]).toMatchObject([
      431,
      { code: 'header_too_large', detail: 'A request may have 100 headers, and this one has 101.' },
    ]);
  });

  test('a target', async () => {
    expect((await say(system.url, `GET /livez?${'x'.repeat(25_000)} HTTP/1.1\r\nHost: x\r\n\r\n`)).status).toBe(431);
  });

  test('and of fifteen thousand bytes are not', async () => {
    expect((await say(system.url, `GET /livez HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(15_000)}\r\n\r\n`)).status).toBe(
      200,
    );
  });
});

describe('whoever is too slow is answered 408 and cut off', () => {
  test('with its headers, a byte now and then', async () => {
    const socket = await openSocket(system.url);
    socket.send('GET /livez HTTP/1.1\r\nHost: x\r\n');
    const dripping = setInterval(() => socket.send('X'), 50);
    const [answer] = await socket.answers(1).finally(() => clearInterval(dripping));
    expect([answer?.status, problemIn(answer?.body ?? '')]).toMatchObject([408, { code: 'too_slow' }]);
    await socket.closed();
  });

  test('with its body, though it may send one', async () => {
    const socket = await openSocket(system.url);
    socket.send(
      `POST /api/v1/probe/notes HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${tokenOf('analyst')}\r\nContent-Type: application/json\r\nContent-Length: 20\r\n\r\n{"ti`,
    );
    const [answer] = await socket.answers(1);
    expect(answer?.status).toBe(408);
    await socket.closed();
  });

  test('before its first byte, without an answer nobody waits for', async () => {
    const socket = await openSocket(system.url);
    await socket.closed();
    expect(['', '408']).toContain(socket.received.split(' ')[1] ?? '');
  });
});

test('requests that come all at once are answered one after the other, in order', async () => {
  const socket = await openSocket(system.url);
  socket.send(`${LIVEZ}GET /nope HTTP/1.1\r\nHost: x\r\n\r\nGET /version HTTP/1.1\r\nHost: x\r\n\r\n`);
  const answers = await socket.answers(3);
  expect(answers.map(({ status }) => status)).toEqual([200, 404, 200]);
  expect(problemIn(answers[2]?.body ?? '')).toMatchObject({ protocol: expect.any(Number) });
});

test('a slow request holds back the answers behind it on its connection, and no other connection', async () => {
  const socket = await openSocket(system.url);
  const body = '{"seconds":0.3,"kind":"handler"}';
  socket.send(
    `POST /api/v1/probe/slow HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${tokenOf('analyst')}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}${LIVEZ}`,
  );
  expect((await say(system.url, LIVEZ)).status).toBe(200);
  expect(socket.received).toBe('');
  expect((await socket.answers(2)).map(({ status }) => status)).toEqual([200, 200]);
});

test('garbage behind a good request does not spoil its answer', async () => {
  const socket = await openSocket(system.url);
  socket.send(`${LIVEZ}\u0001\u0002\u0003\r\n\r\n`);
  await socket.closed();
  expect(socket.received.match(/^HTTP\/1\.1 \d+/gm)).toEqual(['HTTP/1.1 200']);
});

test('garbage behind a request that is still being worked on waits for its answer', async () => {
  const socket = await openSocket(system.url);
  const body = '{"seconds":0.2,"kind":"handler"}';
  socket.send(
    `POST /api/v1/probe/slow HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${tokenOf('analyst')}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}\u0001\u0002\r\n\r\n`,
  );
  await socket.closed();
  expect(socket.received.match(/^HTTP\/1\.1 \d+/gm)).toEqual(['HTTP/1.1 200']);
});

test('a connection stays open for the next request, and is closed when none comes', async () => {
  const socket = await openSocket(system.url);
  socket.send(LIVEZ);
  const [first] = await socket.answers(1);
  expect(first?.headers.get('connection')).toBe('keep-alive');
  socket.send(LIVEZ);
  await socket.answers(2);
  await socket.closed(5000);
});

test.each(['GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 'GET /livez HTTP/1.0\r\n\r\n'])(
  '%j: a client that wants no more is let go',
  async (bytes) => {
    const socket = await openSocket(system.url);
    socket.send(bytes + LIVEZ);
    await socket.closed();
    expect(socket.received.match(/HTTP\/1\.1 200/g)).toHaveLength(1);
  },
);

test('a target with scheme and host, as to a proxy, is understood, and its path is the instance', async () => {
  expect((await say(system.url, 'GET http://holdfast.example/livez HTTP/1.1\r\nHost: x\r\n\r\n')).status).toBe(200);
  const answer = await say(system.url, 'GET http://holdfast.example/nope?token=canary HTTP/1.1\r\nHost: x\r\n\r\n');
  expect([answer.status, problemIn(answer.body)]).toMatchObject([404, { instance: '/nope' }]);
});

test.each([
  'GET //api/v1/probe/notes',
  'GET /api/v1/../livez',
  'GET /./livez',
  'GET /livez%2f',
  'GET /livez;x=1',
  'GET http:///livez',
])('%s is no path of ours', async (line) => {
  const answer = await say(system.url, `${line} HTTP/1.1\r\nHost: x\r\n\r\n`);
  expect([400, 404]).toContain(answer.status);
});

test('an upgrade to something we do not speak is answered as the request it is', async () => {
  const answer = await say(system.url, 'GET /livez HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n');
  expect(answer.status).toBe(200);
});

describe('a tunnel is not dug', () => {
  const CONNECT = 'CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: x\r\n\r\n';

  test('and whoever asks for one is told so', async () => {
    const socket = await openSocket(system.url);
    socket.send(CONNECT);
    const [answer] = await socket.answers(1);
    expect([answer?.status, answer?.headers.get('allow'), problemIn(answer?.body ?? '')]).toMatchObject([
      405,
      '',
      { code: 'method_not_allowed', detail: 'This server is no proxy, so there is nothing to connect to.' },
    ]);
    await socket.closed();
  });

  test('behind a request that is still being worked on, which gets its answer', async () => {
    const socket = await openSocket(system.url);
    const body = '{"seconds":0.2,"kind":"handler"}';
    socket.send(
      `POST /api/v1/probe/slow HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${tokenOf('analyst')}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}${CONNECT}`,
    );
    await socket.closed();
    expect(socket.received.match(/^HTTP\/1\.1 \d+/gm)).toEqual(['HTTP/1.1 200']);
  });
});
