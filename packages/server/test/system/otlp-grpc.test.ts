import { connect, constants, type ClientHttp2Session, type IncomingHttpHeaders } from 'node:http2';
import { connect as connectSocket } from 'node:net';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { requestOf, spanOf, messageOf } from '../../src/capabilities/traces/otlp/testing/a-request.ts';
import { tokenOf, useSystem } from '../ground/system.ts';

const PATIENT = { timeout: 10_000 };
const MOST = 4 * 1024 * 1024;
const system = useSystem(
  {
    HOLDFAST_OTLP_REQUEST_BYTES: String(MOST),
    HOLDFAST_OTLP_IN_FLIGHT_BYTES: String(3 * MOST),
    HOLDFAST_REQUEST_TIMEOUT: '2',
  },
  { grpcPatience: { pingEveryMs: 100, pingAnswerMs: 3000 } },
);

const EXPORT = '/opentelemetry.proto.collector.trace.v1.TraceService/Export';
const GOOD = requestOf(spanOf());

const framed = (message: Buffer, flag = 0): Buffer => {
  const prefix = Buffer.alloc(5);
  prefix.writeUInt8(flag);
  prefix.writeUInt32BE(message.length, 1);
  return Buffer.concat([prefix, message]);
};

interface Called {
  readonly http: number | undefined;
  /** grpc-status, from headers or trailers. */
  readonly code: string | undefined;
  readonly message: string;
  readonly details: string;
  readonly body: Buffer;
}

interface Calling {
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: Buffer;
  /** Whether the caller says that nothing follows. */
  readonly ends?: boolean;
}

const open = async (): Promise<ClientHttp2Session> => {
  const session = connect(system.app.otlp?.grpc ?? '');
  onTestFinished(() => session.destroy());
  session.on('error', () => {});
  await once(session, 'connect');
  return session;
};

const call = async (
  session: ClientHttp2Session,
  { headers = {}, body = framed(GOOD), ends = true }: Calling = {},
): Promise<Called> => {
  const stream = session.request({
    ':method': 'POST',
    ':path': EXPORT,
    'content-type': 'application/grpc',
    te: 'trailers',
    authorization: `Bearer ${tokenOf('analyst')}`,
    ...headers,
  });
  const seen: IncomingHttpHeaders = {};
  const chunks: Buffer[] = [];
  stream.on('response', (given) => void Object.assign(seen, given));
  stream.on('trailers', (given) => void Object.assign(seen, given));
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.on('error', () => {});
  stream.write(body);
  if (ends) stream.end();
  await once(stream, 'close');
  const textOf = (name: string): string => String(seen[name] ?? '');
  return {
    http: seen[':status'] === undefined ? undefined : Number(seen[':status']),
    code: seen['grpc-status'] === undefined ? undefined : textOf('grpc-status'),
    message: decodeURIComponent(textOf('grpc-message')),
    details: Buffer.from(textOf('grpc-status-details-bin'), 'base64').toString('latin1'),
    body: Buffer.concat(chunks),
  };
};

const EMPTY = framed(Buffer.alloc(0));

describe('a call', () => {
  test.each<[string, Calling]>([
    ['with spans', {}],
    ['with application/grpc+proto', { headers: { 'content-type': 'application/grpc+proto' } }],
    ['that is compressed', { headers: { 'grpc-encoding': 'gzip' }, body: framed(gzipSync(GOOD), 1) }],
    ['that could be compressed and is not', { headers: { 'grpc-encoding': 'gzip' } }],
    ['without a span', { body: EMPTY }],
    ['with a key as user and password', { headers: { 'grpc-timeout': '5S' } }],
  ])('%s is acknowledged with an empty message', async (_what, calling) => {
    expect(await call(await open(), calling)).toMatchObject({ http: 200, code: '0', body: EMPTY });
  });

  test('with spans that cannot be stored is acknowledged and says which', async () => {
    const noId = messageOf((span) => span.string(5, 'without ids'));
    const { code, body } = await call(await open(), { body: framed(requestOf(spanOf(), noId)) });
    expect([code, body.readUInt32BE(1), body.toString()]).toEqual([
      '0',
      body.length - 5,
      expect.stringContaining('"without ids"'),
    ]);
  });

  test('of a size that comes in many pieces is taken, beside others of the same connection', async () => {
    const session = await open();
    const big = framed(
      requestOf(...Array.from({ length: 30 }, () => spanOf((span) => span.string(3, 'x'.repeat(1e5))))),
    );
    const answers = await Promise.all(Array.from({ length: 3 }, () => call(session, { body: big })));
    const codes = answers.map(({ code }) => code);
    expect(codes.filter((code) => code !== '0' && code !== '14')).toEqual([]);
    expect(codes).toContain('0');
  });
});

describe('is refused before or after its message', () => {
  const noKey = { authorization: undefined };
  test.each<[string, Calling, string, string]>([
    ['nobody', { headers: noKey }, '16', 'UNAUTHENTICATED'],
    [
      'nobody who keeps the message back',
      { headers: noKey, body: Buffer.alloc(0), ends: false },
      '16',
      'UNAUTHENTICATED',
    ],
    ['nobody with a cookie', { headers: { ...noKey, cookie: 'hf_signin=x' } }, '16', 'UNAUTHENTICATED'],
    ['somebody who may only read', { headers: { authorization: `Bearer ${tokenOf('viewer')}` } }, '7', 'FORBIDDEN'],
    ['no spans', { body: framed(GOOD.subarray(0, -1)) }, '3', 'MALFORMED'],
    ['broken gzip', { headers: { 'grpc-encoding': 'gzip' }, body: framed(GOOD, 1) }, '3', 'MALFORMED'],
    [
      'gzip that grows',
      { headers: { 'grpc-encoding': 'gzip' }, body: framed(gzipSync(Buffer.alloc(MOST + 1)), 1) },
      '8',
      'TOO_LARGE',
    ],
    ['a message larger than allowed', { body: framed(Buffer.alloc(MOST + 1)) }, '8', ''],
    ['compression that is not named', { body: framed(gzipSync(GOOD), 1) }, '13', ''],
    ['compression that nobody reads', { headers: { 'grpc-encoding': 'zstd' } }, '12', ''],
    ['a flag that there is not', { body: framed(GOOD, 2) }, '13', ''],
    ['no message', { body: Buffer.alloc(0) }, '3', ''],
    ['half of a message', { body: framed(GOOD).subarray(0, -3) }, '3', ''],
    ['half of a prefix', { body: framed(GOOD).subarray(0, 3) }, '3', ''],
    ['two messages', { body: Buffer.concat([framed(GOOD), framed(GOOD)]) }, '12', ''],
    ['logs', { headers: { ':path': '/opentelemetry.proto.collector.logs.v1.LogsService/Export' } }, '12', ''],
    ['another method', { headers: { ':path': '/grpc.health.v1.Health/Check' } }, '12', ''],
  ])('%s', async (...row) => {
    const [, calling, code, reason] = row;
    const answer = await call(await open(), calling);
    expect(answer).toMatchObject({ http: 200, code, details: expect.stringContaining(reason) });
    expect(answer.message).toMatch(/\.$/);
    expect(answer.body.length).toBe(0);
  });

  test('what is no call is told so in words of HTTP', async () => {
    const session = await open();
    expect((await call(session, { headers: { 'content-type': 'application/json' } })).http).toBe(415);
    const stream = session.request({ ':method': 'GET', ':path': EXPORT });
    const [headers] = (await once(stream, 'response')) as [IncomingHttpHeaders];
    expect(headers[':status']).toBe(405);
  });
});

describe('time', () => {
  test('is what the caller gives: a message that does not come by then is given up', async () => {
    const answer = await call(await open(), {
      headers: { 'grpc-timeout': '300m' },
      body: Buffer.alloc(3),
      ends: false,
    });
    expect(answer).toMatchObject({ code: '4', details: expect.stringContaining('TIMED_OUT') });
  });

  test('is what the node gives, where the caller says nothing or nonsense', async () => {
    const answer = await call(await open(), {
      headers: { 'grpc-timeout': 'soon' },
      body: Buffer.alloc(3),
      ends: false,
    });
    expect(answer.code).toBe('4');
  });
});

const busy = async (): Promise<string | undefined> =>
  /holdfast_span_bytes_in_flight (\d+)/.exec(await (await system.fetch('/metrics')).text())?.[1];

test('more bytes at once than are held are refused so that they come again', async () => {
  const authorization = `Bearer ${tokenOf('analyst', randomUUID())}`;
  const session = await open();
  const message = framed(Buffer.alloc(MOST));
  const slow = session.request({
    ':method': 'POST',
    ':path': EXPORT,
    'content-type': 'application/grpc',
    authorization,
  });
  slow.on('error', () => {});
  slow.write(message.subarray(0, -1000));
  await vi.waitFor(async () => expect(await busy()).toBe(String(MOST - 1000)), PATIENT);
  const refused = await call(await open(), { headers: { authorization }, body: message });
  expect(refused).toMatchObject({ code: '14', details: expect.stringMatching(/RetryInfo.*SPANS_BUSY/s) });
  slow.close(constants.NGHTTP2_CANCEL);
  await vi.waitFor(async () => expect(await busy()).toBe('0'), PATIENT);
});

test('one that gives no sign of life is cut off, one that does is not', async () => {
  const { hostname, port } = new URL(system.app.otlp?.grpc ?? '');
  const dead = connectSocket(Number(port), hostname);
  await once(dead, 'connect');
  const alive = await open();
  dead.resume();
  await once(dead, 'close');
  expect(alive.destroyed).toBe(false);
  expect((await call(alive)).code).toBe('0');
});

test('garbage ends its connection and nothing else', async () => {
  const { hostname, port } = new URL(system.app.otlp?.grpc ?? '');
  const socket = connectSocket(Number(port), hostname);
  socket.on('error', () => {});
  socket.resume();
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  await once(socket, 'close');
  expect((await call(await open())).code).toBe('0');
});
