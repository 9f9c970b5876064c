import { describe, expect, test } from 'vitest';
import { ask } from '../ground/ask.ts';
import { openSocket, say } from '../ground/raw-socket.ts';
import { tokenOf, useSystem } from '../ground/system.ts';

const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

const expectSafe = (headers: Headers): void => {
  expect(Object.fromEntries(headers)).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'x-frame-options': 'DENY',
    'permissions-policy': expect.stringContaining('camera=()'),
    'cache-control': expect.stringMatching(/^no-(store|cache)$/),
    'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
  });
  for (const telling of ['server', 'x-powered-by', 'access-control-allow-origin'])
    expect(headers.get(telling)).toBeNull();
};

describe('every kind of answer carries the headers that keep it harmless', () => {
  const system = useSystem({}, { patience: { headersMs: 200, requestMs: 400, checkEveryMs: 50 } });

  test.each([
    [200, 'GET /livez', {}],
    [200, 'HEAD /livez', {}],
    [200, 'GET /version', {}],
    [200, 'GET /readyz', {}],
    [200, 'GET /metrics', {}],
    [201, 'POST /api/v1/probe/notes', { json: { title: 'x' } }],
    [400, 'POST /api/v1/probe/notes', { raw: '{' }],
    [400, 'GET /api/v1/probe/counters/%ff', {}],
    [401, 'GET /api/v1/probe/notes', { role: 'nobody' }],
    [403, 'POST /api/v1/probe/notes', { role: 'viewer', json: {} }],
    [404, 'GET /nope', {}],
    [404, 'DELETE /api/v1/probe/notes/01890000-0000-7000-8000-000000000000', {}],
    [405, 'OPTIONS /livez', {}],
    [415, 'POST /api/v1/probe/notes', { raw: 'x', headers: { 'content-type': 'text/plain' } }],
    [422, 'POST /api/v1/probe/notes', { json: {} }],
    [428, 'PATCH /api/v1/probe/notes/01890000-0000-7000-8000-000000000000', { json: {} }],
  ] as const)('%i %s', async (status, line, question) => {
    const answer = await ask(system, line, question);
    expect(answer.status).toBe(status);
    expectSafe(answer.headers);
    expect(answer.headers.get('content-security-policy')).toBe(DATA_POLICY);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test.each([
    [400, 'NONSENSE\r\n\r\n'],
    [431, `GET / HTTP/1.1\r\nX: ${'x'.repeat(28_000)}\r\n\r\n`],
    [431, `GET / HTTP/1.1\r\nHost: x\r\n${'X: x\r\n'.repeat(100)}\r\n`],
    [408, 'GET / HTTP/1.1\r\n'],
    [400, 'GET /livez HTTP/1.1\r\n\r\n'],
    [400, 'GET /livez HTTP/1.1\r\nHost: x\r\nExpect: foo\r\n\r\n'],
    [405, 'CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n'],
    [413, 'POST /api/v1/probe/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n'],
  ])('%i from the parser and the sizes', async (status, bytes) => {
    const answer = await say(system.url, bytes);
    expect(answer.status).toBe(status);
    expectSafe(answer.headers);
  });

  test('a stream', async () => {
    const socket = await openSocket(system.url);
    socket.send(`GET /api/v1/probe/stream HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${tokenOf('viewer')}\r\n\r\n`);
    await expect.poll(() => socket.received).toContain('event: number');
    const headers = new Headers(
      socket.received
        .split('\r\n\r\n')[0]
        ?.split('\r\n')
        .slice(1)
        .map((line): [string, string] => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]),
    );
    expectSafe(headers);
    expect([headers.get('content-type'), headers.get('x-accel-buffering'), headers.get('cache-control')]).toEqual([
      'text/event-stream',
      'no',
      'no-store',
    ]);
  });

  test.each(['/docs', '/openapi.json', '/docs/style.css'])(
    'the page %s may use what this server gives, and nothing inline',
    async (path) => {
      const { status, headers } = await ask(system, `GET ${path}`, { role: 'nobody' });
      expect(status).toBe(200);
      expectSafe(headers);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("script-src 'self'; style-src 'self'");
      expect(policy).not.toMatch(/unsafe|\*|https?:|blob:/);
    },
  );

  test('without TLS nothing is said about it', async () => {
    expect((await ask(system, 'GET /livez')).headers.get('strict-transport-security')).toBeNull();
  });
});

describe('behind an https address', () => {
  const system = useSystem({ HOLDFAST_PUBLIC_URL: 'https://holdfast.example' });

  test.each(['GET /livez', 'GET /nope', 'GET /docs'] as const)(
    '%s says that only https will do from now on',
    async (line) => {
      expect((await ask(system, line)).headers.get('strict-transport-security')).toBe(
        'max-age=63072000; includeSubDomains',
      );
    },
  );

  test('also when the bytes were no HTTP', async () => {
    expect((await say(system.url, 'NONSENSE\r\n\r\n')).headers.get('strict-transport-security')).toContain('max-age=');
  });
});
