import type { Key } from '@holdfast/protocol/identity/keys';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { startApp, type App } from '../../src/app.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { temporaryFolder } from '../../src/platform/files/testing/temporary-folder.ts';
import { useDatabase } from '../ground/database.ts';
import { addWorkspace, join, send, type Who } from '../ground/first-account.ts';
import { NO_REDIS, useRedis } from '../ground/redis.ts';
import { silentLog } from '../ground/silent-log.ts';
import { probeOverrides } from '../probe/overrides.ts';

const WITHIN_MS = 1000;

describe.skipIf(NO_REDIS)('a key that ends on one node (skipped where no redis-server is installed)', () => {
  const database = useDatabase();
  const redis = useRedis();
  let admin: Who;

  beforeAll(async () => {
    admin = await join({ database }, await addWorkspace({ database }, 'One'), 'admin');
  });

  const start = async (): Promise<App> => {
    const { config } = readConfig({
      HOLDFAST_DATA: await temporaryFolder(),
      HOLDFAST_HTTP_PORT: '0',
      HOLDFAST_OTLP_HTTP_PORT: '0',
      HOLDFAST_OTLP_GRPC_PORT: '0',
      HOLDFAST_DATABASE_URL: database.appUrl.href,
      HOLDFAST_DATABASE_CONNECTIONS: '4',
      HOLDFAST_REDIS_URL: redis.url.href,
      HOLDFAST_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
    });
    const app = await startApp(config, silentLog, probeOverrides());
    onTestFinished(async () => void (await app.stop('the test is over')));
    return app;
  };

  const make = async (node: App): Promise<Key & { key: string }> => {
    const json = { name: 'a key', scopes: ['work:read'] };
    return (await send(node, 'POST /api/v1/keys', { token: admin.token, json })).body as Key & { key: string };
  };
  const statusAt = async (node: App, token: string) => (await send(node, 'GET /api/v1/key', { token })).status;

  /** Uses it on the other node without a pause, and tells for how long it still worked after its end was answered. */
  const aliveAfterEnd = async (one: App, other: App): Promise<number> => {
    const { id, key } = await make(one);
    expect(await statusAt(other, key)).toBe(200);
    expect((await send(one, `DELETE /api/v1/keys/${id}`, { token: admin.token })).status).toBe(204);
    const since = performance.now();
    let last = 0;
    for (let status = 200; status !== 401;) {
      const asked = performance.now() - since;
      status = await statusAt(other, key);
      if (status === 200) last = asked;
      else expect(status).toBe(401);
    }
    expect(await statusAt(one, key)).toBe(401);
    return last;
  };

  test(
    'is dead on the other within a second, also while no message goes between them',
    { timeout: 60_000 },
    async () => {
      const [one, other] = [await start(), await start()];
      expect(await aliveAfterEnd(one, other)).toBeLessThan(WITHIN_MS);
      await redis.kill();
      expect(await aliveAfterEnd(one, other)).toBeLessThan(WITHIN_MS);
    },
  );
});
