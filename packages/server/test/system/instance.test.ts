import { listNodes } from '@holdfast/protocol/instance/list-nodes';
import { listStores } from '@holdfast/protocol/instance/list-stores';
import { randomUUID } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { temporaryFolder } from '../../src/platform/files/testing/temporary-folder.ts';
import { ask, type Asked } from '../ground/ask.ts';
import { NO_REDIS, useRedis } from '../ground/redis.ts';
import { silentLog } from '../ground/silent-log.ts';
import { tokenOf, useSystem, type TestSystem } from '../ground/system.ts';
import { probeOverrides } from '../probe/overrides.ts';

const KEY = Buffer.alloc(32, 7).toString('base64');
const TIMES = { beatMs: 200, silentAfterMs: 2000, goneAfterMs: 4000 };
/** A busy machine is no reason for a node to count alone. */
const PATIENT = { nodeTimes: TIMES, bucketsWithinMs: 10_000 };

/** One more node beside the system of the file. */
const startBeside = async ({ database }: TestSystem, settings: Readonly<Record<string, string>>) => {
  const { config } = readConfig({
    HOLDFAST_DATA: await temporaryFolder(),
    HOLDFAST_HTTP_PORT: '0',
    HOLDFAST_OTLP_HTTP_PORT: '0',
    HOLDFAST_OTLP_GRPC_PORT: '0',
    HOLDFAST_DATABASE_URL: database.appUrl.href,
    ...settings,
  });
  return startApp(config, silentLog, { ...probeOverrides(), ...PATIENT });
};

describe('one node', () => {
  const system = useSystem({}, { nodeTimes: TIMES });

  test('lists itself and its stores for an operator, and for nobody else', async () => {
    const nodes = await system.as('operator').bodyOf(listNodes, {});
    expect(nodes.items).toMatchObject([{ role: 'all', status: 'up', url: system.url, answering: true }]);
    const stores = await system.as('operator').bodyOf(listStores, {});
    expect(stores.items.map(({ name, health }) => [name, health.status])).toEqual([
      ['database', 'ok'],
      ['data folder', 'ok'],
      ['memory', 'ok'],
      ['spans', 'ok'],
    ]);
    expect(JSON.stringify(stores)).not.toContain(system.database.appUrl.password);
    for (const path of ['nodes', 'stores']) {
      expect((await ask(system, `GET /api/v1/${path}`, { role: 'admin' })).status).toBe(403);
      expect((await ask(system, `GET /api/v1/${path}`, { role: 'nobody' })).status).toBe(401);
    }
  });

  test('a second node without Redis does not start, and the first is not disturbed', async () => {
    await expect(startBeside(system, {})).rejects.toThrow(/HOLDFAST_REDIS_URL is not set here/);
    expect((await ask(system, 'GET /readyz')).status).toBe(200);
    expect((await system.as('operator').bodyOf(listNodes, {})).items).toHaveLength(1);
  });
});

describe.skipIf(NO_REDIS)('two nodes and a redis-server (skipped where none is installed)', () => {
  const redis = useRedis();
  const shared = () => ({ HOLDFAST_REDIS_URL: redis.url.href, HOLDFAST_SECRET_KEY: KEY });
  const system = useSystem(() => ({ ...shared(), HOLDFAST_LIMIT_MEMBER: '6' }), PATIENT);

  test('serve together, name their Redis, and one that stops leaves at once', async () => {
    const other = await startBeside(system, { ...shared(), HOLDFAST_ROLE: 'api' });
    const { items } = await system.as('operator').bodyOf(listNodes, {});
    expect(items.map(({ url, role, answering }) => [url, role, answering])).toEqual([
      [system.url, 'all', true],
      [other.url, 'api', false],
    ]);
    const stores = await system.as('operator').bodyOf(listStores, {});
    expect(stores.items[2]).toMatchObject({ name: 'redis', place: redis.url.host, health: { status: 'ok' } });
    expect(stores.items[2]?.size_bytes).toBeGreaterThan(0);
    expect(await other.stop('the test is over')).toBe(true);
    expect((await system.as('operator').bodyOf(listNodes, {})).items).toHaveLength(1);
  });

  test('count a member together: both let through what one would, and say what is left', async () => {
    const other = await startBeside(system, { ...shared(), HOLDFAST_LIMIT_MEMBER: '6' });
    onTestFinished(async () => void (await other.stop('the test is over')));
    const token = tokenOf('analyst', randomUUID(), randomUUID());
    const told: Pick<Asked, 'status' | 'headers'>[] = [];
    for (let turn = 0; turn < 10; turn += 1) {
      const url = new URL('/api/v1/probe/notes', turn % 2 === 0 ? system.url : other.url);
      const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
      await answer.body?.cancel();
      told.push(answer);
    }
    expect(told.map(({ status }) => status)).toEqual([...Array(6).fill(200), ...Array(4).fill(429)]);
    const left = told.map(({ headers }) => /^"member";r=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1]);
    expect(left).toEqual(['5', '4', '3', '2', '1', '0', '0', '0', '0', '0']);
    for (const { headers } of told.slice(6)) expect(headers.get('retry-after')).toMatch(/^([1-9]|10)$/);
    expect((await ask(system, 'GET /metrics')).text).toContain('holdfast_nodes{state="up"} 2');
  });

  test('another secret key, or none, is refused', async () => {
    const without = { HOLDFAST_REDIS_URL: redis.url.href };
    await expect(startBeside(system, without)).rejects.toThrow(/HOLDFAST_SECRET_KEY is not set here/);
    const another = { ...shared(), HOLDFAST_SECRET_KEY: Buffer.alloc(32, 8).toString('base64') };
    await expect(startBeside(system, another)).rejects.toThrow(/another HOLDFAST_SECRET_KEY/);
  });

  test('a worker answers how it is and nothing of the API', async () => {
    const worker = await startBeside(system, { ...shared(), HOLDFAST_ROLE: 'worker' });
    expect((await fetch(new URL('/readyz', worker.url))).status).toBe(200);
    expect((await fetch(new URL('/api/v1/probe/notes', worker.url))).status).toBe(404);
    expect(await worker.stop('the test is over')).toBe(true);
  });

  test('without Redis both are degraded and say what to do, and well again with it', async () => {
    await redis.kill();
    const readiness = () => ask(system, 'GET /readyz');
    await expect
      .poll(async () => (await readiness()).body)
      .toMatchObject({
        status: 'degraded',
        parts: { redis: { status: 'degraded', detail: expect.stringMatching(/HOLDFAST_REDIS_URL/) } },
      });
    expect((await readiness()).status).toBe(200);
    const stores = await system.as('operator').bodyOf(listStores, {});
    expect(stores.items[2]).toMatchObject({ size_bytes: null, health: { status: 'degraded' } });
    await redis.start();
    await expect.poll(async () => (await readiness()).body, { timeout: 5000 }).toMatchObject({ status: 'ok' });
    const { text } = await ask(system, 'GET /metrics');
    expect(text).toMatch(/^holdfast_redis_lost_total 1$/m);
    expect(text).toMatch(/^holdfast_redis_without_total\{what="limits"\} [1-9]/m);
    expect(text).toMatch(/^holdfast_bus_gaps_total [1-9]/m);
    expect(text).toContain('holdfast_part_up{part="redis"} 1');
  });
});
