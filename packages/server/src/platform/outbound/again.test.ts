import { describe, expect, test } from 'vitest';
import { captureLog } from '../log/testing/capture.ts';
import { systemClock } from '../clock/clock.ts';
import { createMetrics } from '../telemetry/metrics.ts';
import type { Span } from '../telemetry/spans.ts';
import { createTelemetry } from '../telemetry/telemetry.ts';
import { descend, readTraceparent } from '../telemetry/traceparent.ts';
import { readRetryAfter, waitBefore } from './again.ts';
import { allow, outboundFor, reasonOf } from './testing/outbound.ts';
import { serve } from './testing/server.ts';

const AS_TOOL = { purpose: 'tool' } as const;
const NOW = Date.parse('2026-11-21T12:00:00Z');

describe('requests that may be repeated', () => {
  const failing = async (times: number, status: number, headers: Record<string, string> = {}) => {
    let asked = 0;
    const server = await serve((request, response) => {
      asked += 1;
      if (asked > times) response.end('at last');
      else if (status === 0) request.socket.destroy();
      else response.writeHead(status, headers).end();
    });
    return { server, asked: () => asked, outbound: outboundFor({ allowed: allow(`127.0.0.1:${server.port}`) }) };
  };

  test.each([0, 429, 502, 503, 504])('a GET that met %i is repeated as often as said', async (status) => {
    const { server, asked, outbound } = await failing(2, status);
    expect((await outbound.fetch(server.url, { ...AS_TOOL, repeats: 2 })).body.toString()).toBe('at last');
    expect(asked()).toBe(3);
    expect(outbound.told).toHaveLength(1);
  });

  test('what fails too often is given as it is', async () => {
    const { server, asked, outbound } = await failing(9, 503);
    expect((await outbound.fetch(server.url, { ...AS_TOOL, repeats: 1 })).status).toBe(503);
    expect(asked()).toBe(2);
    expect(await reasonOf((await failing(9, 0)).outbound.fetch(server.url, { ...AS_TOOL, repeats: 1 }))).toBe(
      'refused',
    );
  });

  test.each([200, 400, 401, 404, 422, 500, 501])('%i is an answer', async (status) => {
    const { server, asked, outbound } = await failing(9, status);
    expect((await outbound.fetch(server.url, { ...AS_TOOL, repeats: 3 })).status).toBe(status);
    expect(asked()).toBe(1);
  });

  test.each(['POST', 'PATCH'])('a %s is not repeated unless its caller says that it may be', async (method) => {
    const { server, asked, outbound } = await failing(1, 503);
    expect((await outbound.fetch(server.url, { ...AS_TOOL, method, repeats: 3 })).status).toBe(503);
    expect(asked()).toBe(1);
    const second = await failing(1, 503);
    expect(
      (await second.outbound.fetch(second.server.url, { ...AS_TOOL, method, body: 'b', repeats: 3, idempotent: true }))
        .status,
    ).toBe(200);
  });

  test('nobody waits longer than the request has', async () => {
    const { server, asked, outbound } = await failing(1, 503, { 'retry-after': '30' });
    expect((await outbound.fetch(server.url, { ...AS_TOOL, repeats: 3, timeoutMs: 2000 })).status).toBe(503);
    expect(asked()).toBe(1);
  });

  test('who gives up while waiting gets its reason', async () => {
    const { server, asked, outbound } = await failing(1, 503, { 'retry-after': '5' });
    const controller = new AbortController();
    const pending = outbound.fetch(server.url, { ...AS_TOOL, repeats: 1, signal: controller.signal });
    await expect.poll(asked).toBe(1);
    const reason = new Error('enough');
    controller.abort(reason);
    await expect(pending).rejects.toBe(reason);
  });
});

test.each([
  ['0', 0],
  ['7', 7000],
  [' 7 ', 7000],
  ['999999', 60_000],
  ['Sat, 21 Nov 2026 12:00:10 GMT', 10_000],
  ['Sat, 21 Nov 2026 11:00:00 GMT', 0],
  ['Sat, 21 Nov 2099 11:00:00 GMT', 60_000],
  ['soon', undefined],
  ['', undefined],
  [undefined, undefined],
])('Retry-After %j is %s ms', (text, milliseconds) => {
  expect(readRetryAfter(text, NOW)).toBe(milliseconds);
});

test('without Retry-After the pauses grow to a limit, and are spread', () => {
  expect([0, 1, 2, 9].map((attempt) => waitBefore(attempt, undefined, NOW, () => 1))).toEqual([250, 500, 1000, 10_000]);
  expect(waitBefore(0, undefined, NOW, () => 0.5)).toBe(125);
});

describe('what is sent and told', () => {
  test('headers of the connection and of our own callers are not passed on', async () => {
    let seen: NodeJS.Dict<string | string[]> = {};
    const server = await serve((request, response) => {
      seen = request.headers;
      response.end();
    });
    const outbound = outboundFor({ allowed: allow(`127.0.0.1:${server.port}`) });
    await outbound.fetch(server.url, {
      ...AS_TOOL,
      headers: {
        Host: 'evil',
        Connection: 'close',
        'Transfer-Encoding': 'chunked',
        'Content-Length': '9',
        'X-Forwarded-For': '1.2.3.4',
        Forwarded: 'for=1.2.3.4',
        'Proxy-Authorization': 's3cret',
        'Holdfast-Workspace': 'x',
        Expect: '100-continue',
        'X-Tool': 'kept',
      },
    });
    expect(seen).toMatchObject({ host: `127.0.0.1:${server.port}`, 'x-tool': 'kept', 'user-agent': 'Holdfast' });
    expect(Object.keys(seen).toSorted()).toEqual([
      'accept-encoding',
      'connection',
      'host',
      'traceparent',
      'user-agent',
      'x-tool',
    ]);
  });

  test.each([
    ['x', 'a\r\nb: c'],
    ['x', 'a\nb'],
    ['x', '\u0000'],
    ['x', '\u4e2d'],
    ['a b', 'x'],
    ['a\r\n', 'x'],
    ['', 'x'],
    ['a:', 'x'],
  ])('the header %j: %j is refused', async (name, value) => {
    const outbound = outboundFor({ connectMs: 1 });
    expect(await reasonOf(outbound.fetch('https://10.0.0.1/', { ...AS_TOOL, headers: { [name]: value } }))).toBe(
      'refused',
    );
    expect(outbound.told[0]?.outcome).toContain('no header can have');
  });

  test('the other side continues our trace, and our span says where', async () => {
    let traceparent: string | string[] | undefined;
    const server = await serve((request, response) => {
      traceparent = request.headers['traceparent'];
      response.end();
    });
    const spans: Span[] = [];
    const metrics = createMetrics();
    const { log, lines } = captureLog();
    const telemetry = createTelemetry({
      metrics,
      log,
      clock: systemClock,
      spans: { write: (span) => void spans.push(span) },
    });
    const outbound = outboundFor({ allowed: allow(`127.0.0.1:${server.port}`), telemetry });
    const trace = descend(undefined);
    await outbound.fetch(`${server.url}/hooks/s3cret?key=s3cret`, { ...AS_TOOL, trace });
    expect(await reasonOf(outbound.fetch('https://10.0.0.1/hooks/s3cret?key=s3cret', { ...AS_TOOL, trace }))).toBe(
      'refused',
    );
    const sent = readTraceparent(traceparent);
    expect(sent).toMatchObject({ traceId: trace.traceId });
    expect(spans).toMatchObject([
      { kind: 'client', parentSpanId: trace.spanId, context: { spanId: sent?.spanId }, failed: false },
      { failed: true, attributes: { 'error.type': 'refused' } },
    ]);
    expect(await metrics.render()).toMatch(/holdfast_outbound_requests_total\{purpose="tool",outcome="refused"\} 1/);
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      {
        level: 'warn',
        event: 'outbound_failed',
        origin: 'https://10.0.0.1',
        reason: 'refused',
        cause: 'It resolved to 10.0.0.1',
      },
    ]);
    expect(lines.join('') + JSON.stringify(spans) + (await metrics.render())).not.toContain('s3cret');
  });
});
