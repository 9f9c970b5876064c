import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { decodeSpanBatch } from '../../src/capabilities/traces/span-log/span-batch.ts';
import { messageOf, requestOf, spanOf } from '../../src/capabilities/traces/otlp/testing/a-request.ts';
import { listSegments, segmentPath } from '../../src/platform/segments/segment-files.ts';
import { scanSegment } from '../../src/platform/segments/scan.ts';
import { openSocket, say } from '../ground/raw-socket.ts';
import { tokenOf, useSystem, type TestSystem } from '../ground/system.ts';

const PATIENT = { timeout: 10_000 };
const MOST = 4 * 1024 * 1024;
const system = useSystem({
  HOLDFAST_OTLP_REQUEST_BYTES: String(MOST),
  HOLDFAST_OTLP_SPAN_BYTES: '1048576',
  HOLDFAST_OTLP_IN_FLIGHT_BYTES: String(3 * MOST),
});

interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
  readonly json: unknown;
}

interface Sending {
  readonly type?: string | undefined;
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly url?: string | undefined;
}

const PROTOBUF = 'application/x-protobuf';

const send = async (
  path: string,
  body: Buffer | string,
  { type = PROTOBUF, token = tokenOf('analyst'), headers = {}, url = system.url }: Sending = {},
): Promise<Answered> => {
  const answer = await fetch(new URL(path, url), {
    method: 'POST',
    body: new Uint8Array(Buffer.from(body)),
    headers: { 'content-type': type, ...(token === '' ? {} : { authorization: `Bearer ${token}` }), ...headers },
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  const isJson = answer.headers.get('content-type') === 'application/json';
  return {
    status: answer.status,
    headers: answer.headers,
    bytes,
    json: isJson ? JSON.parse(bytes.toString()) : undefined,
  };
};

const stored = async ({ folder }: TestSystem, workspace: string): Promise<Buffer[]> => {
  const log = join(folder, 'spans', 'log');
  const found: Buffer[] = [];
  for (const number of await listSegments(log)) {
    for await (const one of scanSegment(segmentPath(log, number))) {
      const batch = one.kind === 'entry' ? decodeSpanBatch(one.payload) : undefined;
      if (batch?.workspace === workspace) found.push(batch.bytes);
    }
  }
  return found;
};

const GOOD = requestOf(spanOf());
const ANOTHER_ID = messageOf((span) => {
  span.bytes(1, Buffer.alloc(16, 1));
  span.bytes(2, Buffer.alloc(7, 1));
});
const JSON_SPAN = { traceId: 'ab'.repeat(16), spanId: 'cd'.repeat(8), name: 'a' };
const jsonOf = (...spans: object[]): string => JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] });

describe.each([
  ['the first port', '/v1/traces', () => system.url],
  ['the port for spans', '/v1/traces', () => system.app.otlp?.http],
  ['the path of Langfuse', '/api/public/otel/v1/traces', () => system.url],
  ['the path of Langfuse on the port for spans', '/api/public/otel/v1/traces', () => system.app.otlp?.http],
])('at %s', (_name, path, urlOf) => {
  test('what is acknowledged is in the log of its workspace, as it came', async () => {
    const workspace = randomUUID();
    const answer = await send(path, GOOD, { token: tokenOf('analyst', workspace), url: urlOf() });
    expect([answer.status, answer.headers.get('content-type'), answer.bytes.length]).toEqual([200, PROTOBUF, 0]);
    expect(await stored(system, workspace)).toEqual([GOOD]);
  });

  test('JSON is answered in JSON, also with a charset, and is stored as protobuf', async () => {
    const workspace = randomUUID();
    const token = tokenOf('analyst', workspace);
    for (const type of ['application/json', 'application/json; charset=utf-8']) {
      const answer = await send(path, jsonOf(JSON_SPAN), { type, token, url: urlOf() });
      expect([answer.status, answer.headers.get('content-type'), answer.json]).toEqual([200, 'application/json', {}]);
    }
    const [one, other] = await stored(system, workspace);
    expect(one?.includes(Buffer.alloc(8, 0xcd))).toBe(true);
    expect(other).toEqual(one);
  });

  test('gzip is inflated before it is stored', async () => {
    const workspace = randomUUID();
    const headers = { 'content-encoding': 'gzip' };
    const answer = await send(path, gzipSync(GOOD), { token: tokenOf('analyst', workspace), headers, url: urlOf() });
    expect(answer.status).toBe(200);
    expect(await stored(system, workspace)).toEqual([GOOD]);
  });

  test('a request without spans is well, and nothing is stored', async () => {
    const workspace = randomUUID();
    const token = tokenOf('analyst', workspace);
    expect((await send(path, '', { token, url: urlOf() })).status).toBe(200);
    expect((await send(path, '{}', { token, type: 'application/json', url: urlOf() })).json).toEqual({});
    expect(await stored(system, workspace)).toEqual([]);
  });

  test('spans that cannot be stored are rejected by name beside those that can', async () => {
    const body = requestOf(spanOf(), ANOTHER_ID);
    expect((await send(path, body, { url: urlOf() })).bytes.toString()).toContain('1 of 2 spans were rejected');
    const json = await send(path, jsonOf(JSON_SPAN, { ...JSON_SPAN, traceId: '00'.repeat(16), name: 'zeros' }), {
      type: 'application/json',
      url: urlOf(),
    });
    expect(json).toMatchObject({
      status: 200,
      json: { partialSuccess: { rejectedSpans: '1', errorMessage: expect.stringContaining('"zeros"') } },
    });
  });
});

test('a span over the limit is rejected by name, one of a megabyte is stored', async () => {
  const workspace = randomUUID();
  const big = (bytes: number) => spanOf((span) => span.string(3, 'x'.repeat(bytes)));
  const body = requestOf(big(1_000_000), big(1_100_000), spanOf());
  const answer = await send('/v1/traces', body, { token: tokenOf('analyst', workspace) });
  expect(answer.status).toBe(200);
  expect(answer.bytes.toString()).toContain('is larger than one span may be');
  expect(await stored(system, workspace)).toEqual([body]);
});

test('a large request in JSON is judged beside, and is stored as a small one is', async () => {
  const workspace = randomUUID();
  const spans = Array.from({ length: 2000 }, (_, index) => ({
    ...JSON_SPAN,
    spanId: (index + 1).toString(16).padStart(16, '0'),
  }));
  const body = jsonOf(...spans, { ...JSON_SPAN, spanId: '' });
  const answer = await send('/v1/traces', body, { type: 'application/json', token: tokenOf('analyst', workspace) });
  expect(answer.json).toMatchObject({ partialSuccess: { rejectedSpans: '1' } });
  expect((await stored(system, workspace)).length).toBe(1);
});

/** Code of gRPC and our own reason. */
const failureOf = ({ json, bytes }: Answered): unknown => {
  if (json === undefined) return [bytes[1], /ErrorInfo\u0012.{2,3}([A-Z_]+)/s.exec(bytes.toString('latin1'))?.[1]];
  const { code, details } = json as { code: number; details: { reason?: string }[] };
  return [code, details.find(({ reason }) => reason !== undefined)?.reason];
};

describe('a failure is a Status in the type of the request, in JSON where that is neither', () => {
  const gzip = { 'content-encoding': 'gzip' };
  test.each<[string, Buffer | string, Sending, readonly [number, number, string]]>([
    ['nobody', GOOD, { token: '' }, [401, 16, 'UNAUTHENTICATED']],
    ['somebody who may only read', GOOD, { token: tokenOf('viewer') }, [403, 7, 'FORBIDDEN']],
    ['protobuf that is cut off', GOOD.subarray(0, -1), {}, [400, 3, 'MALFORMED']],
    ['no gzip', GOOD, { headers: gzip }, [400, 3, 'MALFORMED']],
    ['gzip that is cut off', gzipSync(GOOD).subarray(0, -4), { headers: gzip }, [400, 3, 'MALFORMED']],
    ['an encoding nobody reads', GOOD, { headers: { 'content-encoding': 'br' } }, [415, 3, 'UNSUPPORTED_TYPE']],
    ['more than allowed', Buffer.alloc(MOST + 1), {}, [413, 8, 'TOO_LARGE']],
    ['more than allowed, made small', gzipSync(Buffer.alloc(MOST + 1)), { headers: gzip }, [413, 8, 'TOO_LARGE']],
    ['text', 'spans', { type: 'text/plain' }, [415, 3, 'UNSUPPORTED_TYPE']],
    ['another charset', '{}', { type: 'application/json; charset=utf-16' }, [415, 3, 'UNSUPPORTED_TYPE']],
    ['no JSON', '{', { type: 'application/json' }, [400, 3, 'MALFORMED']],
    ['nothing, in JSON', '', { type: 'application/json' }, [400, 3, 'MALFORMED']],
    ['a list', '[]', { type: 'application/json' }, [400, 3, 'MALFORMED']],
    [
      'a page of another site',
      GOOD,
      { token: '', headers: { origin: 'https://else.example' } },
      [403, 7, 'CROSS_SITE'],
    ],
  ])('%s', async (_what, body, sending, [status, code, reason]) => {
    const answer = await send('/v1/traces', body, sending);
    const type = (sending.type ?? PROTOBUF) === PROTOBUF ? PROTOBUF : 'application/json';
    expect([answer.status, answer.headers.get('content-type'), failureOf(answer)]).toEqual([
      status,
      type,
      [code, reason],
    ]);
  });

  test.each([['/v1/logs'], ['/v1/metrics']])('%s is not here', async (path) => {
    for (const url of [system.url, system.app.otlp?.http]) {
      expect(failureOf(await send(path, '', { url }))).toEqual([12, 'NOT_FOUND']);
      const inJson = await send(path, '{}', { url, type: 'application/json' });
      expect([inJson.status, failureOf(inJson)]).toEqual([404, [12, 'NOT_FOUND']]);
    }
  });

  test('another method is 405 and says which is right', async () => {
    const answer = await fetch(new URL('/v1/traces', system.url), { headers: { 'content-type': 'application/json' } });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
    expect(await answer.json()).toMatchObject({ code: 12 });
  });
});

test('a version of Langfuse that nobody knows yet is refused, those that are known are not', async () => {
  const statusOf = async (version: string) =>
    (await send('/api/public/otel/v1/traces', '', { headers: { 'x-langfuse-ingestion-version': version } })).status;
  expect([await statusOf('3'), await statusOf('4'), await statusOf('5')]).toEqual([200, 200, 400]);
});

test('who comes as older SDKs of Langfuse do is told where to go', async () => {
  const answer = await fetch(new URL('/api/public/ingestion', system.url), { method: 'POST', body: '{}' });
  expect([answer.status, await answer.json()]).toMatchObject([
    404,
    { code: 'not_found', detail: expect.stringContaining('/api/public/otel/v1/traces') },
  ]);
});

test('the port for spans answers nothing else', async () => {
  const url = system.app.otlp?.http;
  for (const path of ['/', '/livez', '/api/v1/me', '/openapi.json', '/v1/traces/..'])
    expect((await fetch(new URL(path, url))).status, path).toBe(404);
  expect(await (await fetch(new URL('/', url))).json()).toMatchObject({
    detail: expect.stringContaining('/v1/traces'),
  });
  expect((await fetch(new URL('/v1/traces', url))).status).toBe(405);
});

test('who may not is told so before the body is here, and the connection goes on', async () => {
  const socket = await openSocket(system.url);
  const head = `POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: ${PROTOBUF}\r\nContent-Length: ${GOOD.length}\r\n`;
  socket.send(`${head}\r\n`);
  const [refused] = await socket.answers(1);
  expect(refused?.status).toBe(401);
  socket.send(GOOD);
  socket.send(`${head}Authorization: Bearer ${tokenOf('analyst')}\r\n\r\n`);
  socket.send(GOOD);
  const answers = await socket.answers(2);
  expect(answers[1]?.status).toBe(200);
});

test('what is too large is told so in the middle of it', async () => {
  const socket = await openSocket(system.url);
  socket.send(
    `POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: ${PROTOBUF}\r\nTransfer-Encoding: chunked\r\nAuthorization: Bearer ${tokenOf('analyst')}\r\n\r\n`,
  );
  const chunk = Buffer.alloc(1024 * 1024);
  const sendChunk = (): void => {
    socket.send(`${chunk.length.toString(16)}\r\n`);
    socket.send(chunk);
    socket.send('\r\n');
  };
  for (let count = 0; count < 5; count += 1) sendChunk();
  const [answer] = await socket.answers(1);
  expect(answer?.status).toBe(413);
});

test('more bytes at once than are held are refused so that they come again, and there is room again afterwards', async () => {
  const workspace = randomUUID();
  const token = tokenOf('analyst', workspace);
  const length = MOST - 1000;
  const head = `POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: ${PROTOBUF}\r\nContent-Length: ${length}\r\nAuthorization: Bearer ${token}\r\n\r\n`;
  const first = await openSocket(system.url);
  first.send(head);
  first.send(Buffer.alloc(length - 1000));
  const inFlight = async () =>
    /holdfast_span_bytes_in_flight (\d+)/.exec(await (await fetch(new URL('/metrics', system.url))).text())?.[1];
  await vi.waitFor(async () => expect(await inFlight()).toBe(String(length - 1000)), PATIENT);
  const refused = await send('/v1/traces', Buffer.alloc(length), { token });
  expect([refused.status, refused.headers.get('retry-after'), failureOf(refused)]).toEqual([
    503,
    '1',
    [14, 'SPANS_BUSY'],
  ]);
  const other = await send('/v1/traces', GOOD);
  expect(other.status).toBe(200);
  first.destroy();
  await vi.waitFor(async () => expect(await inFlight()).toBe('0'), PATIENT);
  expect((await send('/v1/traces', GOOD, { token })).status).toBe(200);
});

test('where spans are taken is told in the data folder, and all of it is well', async () => {
  const runtime: unknown = JSON.parse(await readFile(join(system.folder, 'runtime.json'), 'utf8'));
  expect(runtime).toMatchObject({
    url: system.url,
    otlp_http: system.app.otlp?.http,
    otlp_grpc: system.app.otlp?.grpc,
  });
  const { parts } = (await (await fetch(new URL('/readyz', system.url))).json()) as { parts: object };
  expect(parts).toMatchObject({ otlp_http: { status: 'ok' }, otlp_grpc: { status: 'ok' }, span_log: { status: 'ok' } });
});

test('garbage on the port for spans is answered as on the first', async () => {
  expect((await say(system.app.otlp?.http ?? '', 'nonsense\r\n\r\n')).status).toBe(400);
});
