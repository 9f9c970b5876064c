import { Redis } from 'ioredis';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startApp, type App } from '../../src/app.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { temporaryFolder } from '../../src/platform/files/testing/temporary-folder.ts';
import { useDatabase } from '../ground/database.ts';
import { NO_REDIS, useRedis } from '../ground/redis.ts';
import { silentLog } from '../ground/silent-log.ts';
import { probeOverrides } from '../probe/overrides.ts';

describe.skipIf(NO_REDIS)('two redis-servers (skipped where none is installed)', () => {
  const ground = useDatabase();
  const [ours, another] = [useRedis(), useRedis()];

  const start = async (redis: URL): Promise<App> => {
    const { config } = readConfig({
      HOLDFAST_DATA: await temporaryFolder(),
      HOLDFAST_HTTP_PORT: '0',
      HOLDFAST_OTLP_HTTP_PORT: '0',
      HOLDFAST_OTLP_GRPC_PORT: '0',
      HOLDFAST_DATABASE_URL: ground.appUrl.href,
      HOLDFAST_DATABASE_CONNECTIONS: '4',
      HOLDFAST_REDIS_URL: redis.href,
      HOLDFAST_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
    });
    const app = await startApp(config, silentLog, { ...probeOverrides(), nodeTimes: { beatMs: 1000 } });
    onTestFinished(async () => void (await app.stop('the test is over')));
    return app;
  };

  const redisOf = async ({ url }: App): Promise<unknown> => {
    const told = (await (await fetch(new URL('/readyz', url))).json()) as { parts: Record<string, unknown> };
    return told.parts['redis'];
  };

  test('a second node with another Redis does not start, and with the same one does, also when it was just emptied', async () => {
    const first = await start(ours.url);
    await expect(start(another.url)).rejects.toMatchObject({
      exitCode: 78,
      message: expect.stringMatching(
        /^Another node .*another Redis than the one HOLDFAST_REDIS_URL names here\. Give every/,
      ),
    });
    const admin = new Redis(ours.url.href);
    await admin.flushall();
    admin.disconnect();
    const second = await start(ours.url);
    for (const node of [first, second]) await expect.poll(() => redisOf(node)).toMatchObject({ status: 'ok' });
  });

  test('one whose Redis is away starts; when it turns out to be another one, both say so and serve on', async () => {
    await another.kill();
    const nodes = [await start(ours.url), await start(another.url)];
    await another.start();
    for (const node of nodes) {
      await expect
        .poll(() => redisOf(node), { timeout: 30_000, interval: 250 })
        .toMatchObject({ status: 'degraded', detail: expect.stringMatching(/^Another node shares another Redis/) });
    }
  });
});
