import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ask } from '../ground/ask.ts';
import { openSocket } from '../ground/raw-socket.ts';
import { tokenOf, useSystem, type TestSystem } from '../ground/system.ts';

const SLOW = 'POST /api/v1/probe/slow';

/** What the database is doing for the system, its own looking at it left out. */
const running = async ({ database }: TestSystem): Promise<string[]> => {
  const { rows } = await database.as(
    'admin',
    `select query from pg_stat_activity where datname = $1 and pid <> pg_backend_pid() and state <> 'idle'`,
    [database.name],
  );
  return rows.map(({ query }) => String(query));
};

const busy = ({ app }: TestSystem): number => app.database.connections().busy;

describe('a client that hangs up', () => {
  const system = useSystem({ HOLDFAST_DATABASE_CONNECTIONS: '3' });

  test.each(['statement', 'hold-connection', 'lock'] as const)(
    'takes what runs for it in the database along: %s',
    async (kind) => {
      const controller = new AbortController();
      const asked = ask(system, SLOW, { json: { seconds: 60, kind }, signal: controller.signal });
      await expect.poll(() => running(system)).toEqual([expect.stringContaining('pg_sleep')]);
      controller.abort();
      await expect(asked).rejects.toThrow('aborted');
      await expect.poll(() => running(system), { timeout: 5000 }).toEqual([]);
      await expect.poll(() => busy(system)).toBe(0);
    },
  );

  test('while it waits for a lock leaves the holder alone, and the lock to the next', async () => {
    const [workspace, name] = [randomUUID(), 'wanted'];
    const holder = ask(system, SLOW, { workspace, json: { seconds: 1, kind: 'lock', name } });
    await expect.poll(() => running(system)).toHaveLength(1);
    const controller = new AbortController();
    const waiting = ask(system, SLOW, {
      workspace,
      json: { seconds: 0, kind: 'lock', name },
      signal: controller.signal,
    });
    await expect.poll(() => running(system)).toHaveLength(2);
    controller.abort();
    await expect(waiting).rejects.toThrow('aborted');
    expect((await holder).status).toBe(200);
    expect((await ask(system, SLOW, { workspace, json: { seconds: 0, kind: 'lock', name } })).status).toBe(200);
  });

  test('fifty times in a row costs no connection', async () => {
    for (let round = 0; round < 50; round += 1) {
      const controller = new AbortController();
      const asked = ask(system, SLOW, { json: { seconds: 60, kind: 'statement' }, signal: controller.signal });
      if (round % 2 === 0) await expect.poll(() => busy(system), { interval: 2 }).toBeGreaterThan(0);
      controller.abort();
      await expect(asked).rejects.toThrow('aborted');
    }
    await expect.poll(() => running(system), { timeout: 5000 }).toEqual([]);
    await expect.poll(() => busy(system)).toBe(0);
    expect((await ask(system, 'GET /api/v1/probe/notes')).status).toBe(200);
  });
});

describe('a request whose time is over', () => {
  const system = useSystem({ HOLDFAST_REQUEST_TIMEOUT: '1', HOLDFAST_DATABASE_CONNECTIONS: '3' });

  test.each(['statement', 'hold-connection', 'handler'] as const)(
    'is 503 timed_out soon after, and what it did ends: %s',
    async (kind) => {
      const since = performance.now();
      const answer = await ask(system, SLOW, { json: { seconds: 60, kind } });
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
      expect(answer.body).toMatchObject({ code: 'timed_out', title: 'Took too long' });
      expect(performance.now() - since).toBeLessThan(3000);
      await expect.poll(() => running(system), { timeout: 5000 }).toEqual([]);
      await expect.poll(() => busy(system)).toBe(0);
    },
  );

  test('leaves the connection to the client open for the next one', async () => {
    expect((await ask(system, SLOW, { json: { seconds: 60, kind: 'handler' } })).headers.get('connection')).toBe(
      'keep-alive',
    );
  });

  test('is not one that takes a little less', async () => {
    expect((await ask(system, SLOW, { json: { seconds: 0.5, kind: 'statement' } })).status).toBe(200);
  });
});

describe('an answer that nobody reads', () => {
  const system = useSystem({ HOLDFAST_REQUEST_TIMEOUT: '3' });

  test('is not kept for ever: its connection is cut off when the time of the request is over', async () => {
    const workspace = randomUUID();
    for (let note = 0; note < 200; note += 1) {
      expect(
        (await ask(system, 'POST /api/v1/probe/notes', { workspace, json: { title: 'x', body: 'x'.repeat(100_000) } }))
          .status,
      ).toBe(201);
    }
    const socket = await openSocket(system.url);
    socket.pause();
    socket.send(
      `GET /api/v1/probe/notes?limit=200 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${tokenOf('viewer', workspace)}\r\n\r\n`,
    );
    const inFlight = async () =>
      /^holdfast_http_requests_in_flight (\d+)$/m.exec((await ask(system, 'GET /metrics')).text)?.[1];
    await expect.poll(inFlight).toBe('1');
    await expect.poll(inFlight, { timeout: 10_000 }).toBe('0');
  });
});
