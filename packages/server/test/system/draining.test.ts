import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ask } from '../ground/ask.ts';
import { openSocket } from '../ground/raw-socket.ts';
import { tokenOf, useSystem, type TestSystem } from '../ground/system.ts';

const LIVEZ = 'GET /livez HTTP/1.1\r\nHost: x\r\n\r\n';

const slow = (seconds: number): string => {
  const body = JSON.stringify({ seconds, kind: 'handler' });
  return `POST /api/v1/probe/slow HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${tokenOf('analyst')}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
};

const inFlight = async (system: TestSystem): Promise<string | undefined> =>
  /^holdfast_http_requests_in_flight (\d+)$/m.exec((await ask(system, 'GET /metrics')).text)?.[1];

const isRefused = async (system: TestSystem): Promise<boolean> =>
  system.fetch('/livez').then(
    () => false,
    () => true,
  );

describe('a node that is asked to stop', () => {
  const system = useSystem();

  test('finishes what is in flight, takes nothing new on open connections, closes idle ones and leaves in time', async () => {
    const [busy, idle, unused] = [
      await openSocket(system.url),
      await openSocket(system.url),
      await openSocket(system.url),
    ];
    idle.send(LIVEZ);
    await idle.answers(1);
    busy.send(slow(1));
    await expect.poll(() => inFlight(system)).toBe('1');

    const since = performance.now();
    const stopping = system.app.stop('a test');
    await idle.closed(1000);
    expect(unused.isClosed).toBe(false);
    busy.send(slow(0));
    const newcomer = await ask(system, 'GET /api/v1/probe/notes');
    expect([newcomer.status, newcomer.headers.get('connection'), newcomer.body]).toMatchObject([
      503,
      'close',
      { code: 'draining' },
    ]);
    expect((await ask(system, 'GET /readyz')).body).toMatchObject({ status: 'draining' });
    const alive = await ask(system, 'GET /livez');
    expect([alive.status, alive.headers.get('connection')]).toEqual([200, 'close']);

    const [first, second] = await busy.answers(2);
    expect(first?.status).toBe(200);
    expect([
      second?.status,
      second?.headers.get('connection'),
      second?.headers.get('retry-after'),
      JSON.parse(second?.body ?? ''),
    ]).toMatchObject([503, 'close', '1', { code: 'draining' }]);
    await busy.closed();
    expect(await stopping).toBe(true);
    await unused.closed(1000);
    expect(performance.now() - since).toBeLessThan(3000);
    expect(await isRefused(system)).toBe(true);
  });
});

describe('an answer that is still being read while the node stops', () => {
  const system = useSystem();

  test('is read to its end', async () => {
    const workspace = randomUUID();
    const note = { title: 'x', body: 'x'.repeat(100_000) };
    for (let written = 0; written < 200; written += 1) {
      expect((await ask(system, 'POST /api/v1/probe/notes', { workspace, json: note })).status).toBe(201);
    }
    const reader = await openSocket(system.url);
    reader.pause();
    reader.send(
      `GET /api/v1/probe/notes?limit=200 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${tokenOf('viewer', workspace)}\r\n\r\n`,
    );
    // written as a whole, and stuck on its way
    await expect.poll(() => inFlight(system)).toBe('1');
    await expect.poll(() => system.app.database.connections().busy).toBe(0);
    const stopping = system.app.stop('a test');
    await expect.poll(async () => (await ask(system, 'GET /readyz')).body).toMatchObject({ status: 'draining' });
    reader.resume();
    const [answer] = await reader.answers(1);
    expect((JSON.parse(answer?.body ?? '') as { items: unknown[] }).items).toHaveLength(200);
    expect(await stopping).toBe(true);
  });
});

describe('a connection whose last answer went out while the node was stopping', () => {
  const system = useSystem();

  test('is closed then, and not when its next request would have been late', async () => {
    const busy = await openSocket(system.url);
    busy.send(slow(0.5));
    await expect.poll(() => inFlight(system)).toBe('1');
    const stopping = system.app.stop('a test');
    expect((await busy.answers(1))[0]?.status).toBe(200);
    await busy.closed(1000);
    expect(await stopping).toBe(true);
  });
});

describe('a request that does not end', () => {
  const system = useSystem({ HOLDFAST_DRAIN_TIMEOUT: '0.5' });

  test('is answered 503 draining when the time is over', async () => {
    const [handler, statement] = [
      ask(system, 'POST /api/v1/probe/slow', { json: { seconds: 60, kind: 'handler' } }),
      ask(system, 'POST /api/v1/probe/slow', { json: { seconds: 60, kind: 'statement' } }),
    ];
    await expect.poll(() => inFlight(system)).toBe('2');
    const since = performance.now();
    expect(await system.app.stop('a test')).toBe(true);
    expect(performance.now() - since).toBeLessThan(3000);
    expect([await handler, await statement]).toMatchObject([
      { status: 503, body: { code: 'draining' } },
      { status: 503, body: { code: 'draining' } },
    ]);
  });
});

describe('streams', () => {
  const system = useSystem({ HOLDFAST_DRAIN_TIMEOUT: '1' });

  test('end at once in order, and a reader that never reads holds nobody up for long', async () => {
    const [reading, deaf] = [await openSocket(system.url), await openSocket(system.url)];
    deaf.pause();
    const stream = (query: string): string =>
      `GET /api/v1/probe/stream?${query} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${tokenOf('viewer')}\r\n\r\n`;
    reading.send(stream('every_ms=20'));
    deaf.send(stream('every_ms=0&bytes=60000'));
    await expect.poll(() => inFlight(system)).toBe('2');
    await expect.poll(() => reading.received).toContain('id: 3\n');

    const since = performance.now();
    const stopping = system.app.stop('a test');
    await reading.closed(1000);
    expect(reading.received).toMatch(/\n\n\r\n0\r\n\r\n$/);
    expect(reading.received).not.toContain('event: error');
    expect(await stopping).toBe(true);
    expect(performance.now() - since).toBeLessThan(4000);
  });
});

describe('a node that gives a load balancer time to notice', () => {
  const system = useSystem({ HOLDFAST_DRAIN_DELAY: '0.7' });

  test('says draining at /readyz and answers everything else as ever, until the time is over', async () => {
    const stopping = system.app.stop('a test');
    const readiness = await ask(system, 'GET /readyz');
    expect([readiness.status, readiness.body]).toMatchObject([
      503,
      { status: 'draining', parts: { database: { status: 'ok' } } },
    ]);
    expect((await ask(system, 'GET /livez')).status).toBe(200);
    expect((await ask(system, 'POST /api/v1/probe/notes', { json: { title: 'still' } })).status).toBe(201);
    expect(await stopping).toBe(true);
    expect(await isRefused(system)).toBe(true);
  });
});

describe('a node that is asked twice', () => {
  const system = useSystem();

  test('stops once', async () => {
    expect(await Promise.all([system.app.stop('first'), system.app.stop('second')])).toEqual([true, true]);
    expect(await isRefused(system)).toBe(true);
  });
});
