import { describe, expect, test } from 'vitest';
import { ask } from '../ground/ask.ts';
import { openSocket } from '../ground/raw-socket.ts';
import { tokenOf, useSystem } from '../ground/system.ts';
import { captureLog } from '../../src/platform/log/testing/capture.ts';
import { stream as numbers } from '../probe/contracts.ts';

const { log, lines } = captureLog({ level: 'error' });
const system = useSystem({}, { log, patience: { heartbeatMs: 40, slowReaderMs: 400 } });

const STREAM = '/api/v1/probe/stream';
const request = (query: string, headers = ''): string =>
  `GET ${STREAM}?${query} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${tokenOf('viewer')}\r\n${headers}\r\n`;
const idsIn = (text: string): number[] => [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
const upTo = (last: number, first = 1): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);
const inFlight = async (): Promise<string | undefined> =>
  /^holdfast_http_requests_in_flight (\d+)$/m.exec((await ask(system, 'GET /metrics')).text)?.[1];

test('events come in order, each once, and the stream ends after the last', async () => {
  const { text } = await ask(system, `GET ${STREAM}?count=500&every_ms=0&bytes=1000`);
  expect(idsIn(text)).toEqual(upTo(500));
  expect(text.startsWith('retry: 1000\n\n')).toBe(true);
  expect(text).toContain(`id: 7\nevent: number\ndata: ${JSON.stringify({ number: 7, padding: 'x'.repeat(1000) })}\n\n`);
});

test.each([
  ['0', 1],
  ['1', 2],
  ['41', 42],
  ['1e308', 1],
  ['-5', 1],
  ['Infinity', 1],
])('whoever comes back with Last-Event-ID %s goes on behind it', async (last, first) => {
  const { text } = await ask(system, `GET ${STREAM}?count=3&every_ms=0`, { headers: { 'last-event-id': last } });
  expect(idsIn(text)).toEqual(upTo(first + 2, first));
});

test('a client of ours follows over a broken line and misses nothing', async () => {
  const seen: number[] = [];
  for await (const { data } of system.as('viewer').stream(numbers, { query: { count: 5, every_ms: 0 } })) {
    seen.push(data.number);
    if (seen.length === 12) break;
  }
  expect(seen).toEqual(upTo(12));
});

test('a Last-Event-ID that is very long is none', async () => {
  const { text } = await ask(system, `GET ${STREAM}?count=1&every_ms=0`, {
    headers: { 'last-event-id': '9'.repeat(300) },
  });
  expect(idsIn(text)).toEqual([1]);
});

test('while nothing happens there is a sign of life', async () => {
  const socket = await openSocket(system.url);
  socket.send(request('every_ms=60000'));
  await expect.poll(() => socket.received.match(/: still here\n\n/g)?.length ?? 0).toBeGreaterThanOrEqual(3);
  expect(idsIn(socket.received)).toEqual([1]);
  socket.destroy();
  await expect.poll(inFlight).toBe('0');
});

test('an event that is too large is a mistake of ours: the stream says so, ends, and the log has it', async () => {
  const { status, text } = await ask(system, `GET ${STREAM}?count=3&every_ms=0&bytes=140000`);
  expect(status).toBe(200);
  expect(idsIn(text)).toEqual([]);
  expect(text).toMatch(/event: error\ndata: \{.*"code":"internal".*\}\n\n$/);
  expect(text).not.toContain('characters');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { message: 'A stream broke.', error: { message: expect.stringContaining('is too large for a stream') } },
  ]);
});

test('what is wrong with the request is an answer and no stream', async () => {
  expect(await ask(system, `GET ${STREAM}?count=0`)).toMatchObject({ status: 422, body: { code: 'invalid' } });
  expect(await ask(system, `GET ${STREAM}`, { role: 'nobody' })).toMatchObject({
    status: 401,
    body: { code: 'unauthenticated' },
  });
});

describe('a reader that never reads', () => {
  test('is cut off, and until then costs no more than its buffers', async () => {
    const socket = await openSocket(system.url);
    socket.pause();
    const before = process.memoryUsage().rss;
    socket.send(request('every_ms=0&bytes=60000'));
    await expect.poll(inFlight).toBe('1');
    let most = 0;
    await expect
      .poll(
        async () => {
          most = Math.max(most, process.memoryUsage().rss - before);
          return inFlight();
        },
        { timeout: 5000 },
      )
      .toBe('0');
    expect(most).toBeLessThan(64 * 1024 * 1024);
  });
});

test('a slow reader that keeps reading gets everything', async () => {
  const socket = await openSocket(system.url);
  socket.send(request('count=100&every_ms=0&bytes=60000', 'Connection: close\r\n'));
  const slowly = setInterval(() => {
    socket.pause();
    setImmediate(() => socket.resume());
  }, 5);
  await socket.closed(10_000).finally(() => clearInterval(slowly));
  expect(idsIn(socket.received)).toEqual(upTo(100));
});

test('two hundred readers at once get the same, each their own', async () => {
  const texts = await Promise.all(
    Array.from({ length: 200 }, async () => (await ask(system, `GET ${STREAM}?count=5&every_ms=1`)).text),
  );
  for (const text of texts) expect(idsIn(text)).toEqual(upTo(5));
});
