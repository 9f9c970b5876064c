import { contract } from '@holdfast/protocol/contract';
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ask } from '../ground/ask.ts';
import { useSystem } from '../ground/system.ts';
import { on, type Endpoint } from '../../src/platform/http/endpoint.ts';
import { captureLog } from '../../src/platform/log/testing/capture.ts';
import { probeEndpoints } from '../probe/routes.ts';

const SLOW = 'POST /api/v1/probe/slow';
const CANARY = 'canary-51d0';

const broken = contract({
  name: 'probe.broken',
  method: 'POST',
  path: '/api/v1/probe/broken',
  summary: 'Break in one of several ways.',
  permission: 'knowledge:read',
  body: z.strictObject({
    how: z.enum(['throws', 'throws no error', 'unpromised body', 'unpromised status', 'too much']),
    password: z.string().optional(),
  }),
  answers: { 200: z.strictObject({ fine: z.literal(true) }), 202: z.strictObject({}) },
});

const breakIt: Endpoint = on(broken, async (_context, { body }): Promise<{ status: 200; body: { fine: true } }> => {
  switch (body.how) {
    case 'throws':
      throw Object.assign(new Error(`inner words ${CANARY}-message`), { detail: CANARY });
    case 'throws no error':
      throw `inner words ${CANARY}-message` as unknown;
    case 'unpromised body':
      return { status: 200, body: { fine: CANARY } as never };
    case 'unpromised status':
      return { status: 418 as never, body: { fine: true } };
    default:
      return { status: 200, body: { fine: true, inner: CANARY } as never };
  }
});

describe('what nobody foresaw', () => {
  const { log, lines } = captureLog();
  const system = useSystem({}, { log, endpoints: (platform) => [...probeEndpoints(platform), breakIt] });

  test.each(broken.body.shape.how.options)(
    'is 500 without a word of what it was, and the log has it under the trace id: %s',
    async (how) => {
      const answer = await ask(system, 'POST /api/v1/probe/broken', { json: { how } });
      expect([answer.status, answer.headers.get('content-type'), answer.body]).toMatchObject([
        500,
        'application/problem+json; charset=utf-8',
        {
          code: 'internal',
          title: 'Internal error',
          detail: expect.stringContaining('did not foresee'),
          instance: '/api/v1/probe/broken',
        },
      ]);
      expect(answer.text).not.toMatch(/canary|inner|stack|\.ts/i);
      const { trace_id: trace } = answer.body as { trace_id: string };
      const told = lines
        .map((line) => JSON.parse(line) as Record<string, unknown>)
        .filter(({ trace_id: id, level }) => id === trace && level === 'error');
      expect(told).toMatchObject([{ event: 'request_failed', code: 'internal', status: 500 }]);
      expect(JSON.stringify(told)).toMatch(/inner words|does not promise/);
    },
  );

  test('does not spoil the next request on its connection', async () => {
    for (let round = 0; round < 20; round += 1) {
      expect((await ask(system, 'POST /api/v1/probe/broken', { json: { how: 'throws' } })).status).toBe(500);
      expect((await ask(system, 'GET /api/v1/probe/notes')).status).toBe(200);
    }
  });

  test('and what was foreseen: no secret of a request is in the log, whatever becomes of it', async () => {
    const secret = 'canary-77aa';
    const headers = {
      authorization: `Bearer ${secret}`,
      cookie: `signin=${secret}`,
      'x-api-key': secret,
      'proxy-authorization': secret,
    };
    for (const json of [
      { how: 'throws', password: secret },
      { password: secret, token: secret },
    ]) {
      await ask(system, `POST /api/v1/probe/broken?token=${secret}`, { json });
      await ask(system, `POST /api/v1/probe/broken?token=${secret}`, { role: 'nobody', json, headers });
    }
    await ask(system, `POST /nope?token=${secret}`, { role: 'nobody', json: { password: secret }, headers });
    expect(lines.length).toBeGreaterThan(4);
    expect(lines.join('')).not.toContain(secret);
  });
});

describe('a database that is not ready', () => {
  const system = useSystem({
    HOLDFAST_DATABASE_CONNECTIONS: '2',
    HOLDFAST_DATABASE_WAIT: '0.3',
    HOLDFAST_STATEMENT_TIMEOUT: '0.8',
    HOLDFAST_LOCK_TIMEOUT: '0.3',
  });
  const expectLater = (answer: Awaited<ReturnType<typeof ask>>, code: string): void => {
    expect([answer.status, answer.headers.get('retry-after'), answer.body]).toMatchObject([503, '1', { code }]);
  };

  test('for a long statement says that it took too long', async () => {
    expectLater(await ask(system, SLOW, { json: { seconds: 30, kind: 'statement' } }), 'statement_timeout');
  });

  test('for a lock that somebody holds says that it waited too long', async () => {
    const workspace = randomUUID();
    const holder = ask(system, SLOW, { workspace, json: { seconds: 1.5, kind: 'lock', name: 'held' } });
    await expect.poll(() => system.app.database.connections().busy).toBe(1);
    expectLater(
      await ask(system, SLOW, { workspace, json: { seconds: 0, kind: 'lock', name: 'held' } }),
      'lock_timeout',
    );
    expect((await holder).status).toBe(200);
  });

  test('for want of connections says that it is busy, and serves again when they are free', async () => {
    const holders = [1, 2].map(() => ask(system, SLOW, { json: { seconds: 1.5, kind: 'hold-connection' } }));
    await expect.poll(() => system.app.database.connections().busy).toBe(2);
    expectLater(await ask(system, 'GET /api/v1/probe/notes'), 'database_busy');
    expect((await ask(system, 'GET /livez')).status).toBe(200);
    expect((await Promise.all(holders)).map(({ status }) => status)).toEqual([200, 200]);
    expect((await ask(system, 'GET /api/v1/probe/notes')).status).toBe(200);
  });
});

describe('/readyz', () => {
  const condition: { status: 'ok' | 'degraded' | 'down' } = { status: 'ok' };
  const { log, lines } = captureLog({ level: 'info' });
  const system = useSystem(
    {},
    {
      log,
      endpoints: (platform) => {
        platform.health.add('weather', () => ({
          status: condition.status,
          detail: condition.status === 'ok' ? '' : 'It rains.',
        }));
        return probeEndpoints(platform);
      },
    },
  );

  test.each([
    ['ok', 200],
    ['degraded', 200],
    ['down', 503],
    ['ok', 200],
  ] as const)('with a part that is %s answers %i', async (status, code) => {
    condition.status = status;
    expect(await ask(system, 'GET /readyz', { role: 'nobody' })).toMatchObject({
      status: code,
      body: { status, parts: { weather: { status } } },
    });
    expect((await ask(system, 'GET /livez')).status).toBe(200);
  });

  test('has told each change once, with the catalogue\u2019s fields', () => {
    const changes = lines
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ event, part }) => event === 'part_changed' && part === 'weather');
    expect(changes).toMatchObject([
      { level: 'warn', status: 'degraded', detail: 'It rains.' },
      { level: 'warn', status: 'down', detail: 'It rains.' },
      { level: 'info', status: 'ok', detail: '' },
    ]);
  });
});
