import type { WebhookWithSecret } from '@holdfast/protocol/webhooks/webhooks';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { temporaryFolder } from '../../src/platform/files/testing/temporary-folder.ts';
import { deciding } from '../ground/decisions.ts';
import { usePeople, type Person } from '../ground/people.ts';
import { isSignedBy, useReceiver, type Letter } from '../ground/receiver.ts';
import { NO_REDIS, useRedis } from '../ground/redis.ts';
import { silentLog } from '../ground/silent-log.ts';
import { useSystem } from '../ground/system.ts';
import { webhooksOf, WEBHOOKS } from '../ground/webhooks.ts';
import { probeOverrides } from '../probe/overrides.ts';

const receiver = useReceiver();

describe.skipIf(NO_REDIS)('a webhook that one node changes and another tells (skipped without redis-server)', () => {
  const redis = useRedis();
  const shared = () => ({
    HOLDFAST_REDIS_URL: redis.url.href,
    HOLDFAST_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
    HOLDFAST_OUTBOUND_ALLOW: `127.0.0.0/8:${receiver.port}`,
  });
  const system = useSystem(() => ({ ...shared(), HOLDFAST_ROLE: 'api' }));
  const people = usePeople(system);
  const house = deciding(system, people);
  let admin: Person;
  beforeAll(async () => {
    ({ admin } = await house.house(0));
  });

  /** Nobody but it sends. */
  const startWorker = async (): Promise<void> => {
    const { config } = readConfig({
      HOLDFAST_DATA: await temporaryFolder(),
      HOLDFAST_HTTP_PORT: '0',
      HOLDFAST_DATABASE_URL: system.database.appUrl.href,
      HOLDFAST_ROLE: 'worker',
      ...shared(),
    });
    const worker = await startApp(config, silentLog, probeOverrides());
    onTestFinished(async () => void (await worker.stop('the test is over')));
  };

  test(
    'a new secret signs, and a disabled one is told nothing more, from the answer on',
    { timeout: 60_000 },
    async () => {
      const hooks = webhooksOf(system, admin);
      const [rotated, disabled] = [
        await hooks.add(receiver.url('/rotated')),
        await hooks.add(receiver.url('/disabled')),
      ];
      await house.submit(admin);
      expect((await hooks.log(rotated.id)).filter(({ state }) => state !== 'waiting')).toEqual([]);
      await startWorker();
      for (const path of ['/rotated', '/disabled']) await expect.poll(() => receiver.at(path).length).toBe(1);
      expect(isSignedBy(receiver.at('/rotated')[0] as Letter, rotated.secret)).toBe(true);

      const { secret } = await hooks.found<WebhookWithSecret>(`POST ${WEBHOOKS}/${rotated.id}/rotate`, 200, {
        json: { overlap_seconds: 0 },
        version: rotated.version,
      });
      await hooks.found(`PATCH ${WEBHOOKS}/${disabled.id}`, 200, {
        json: { enabled: false },
        version: disabled.version,
      });
      await house.submit(admin);
      await expect.poll(() => receiver.at('/rotated').length).toBe(2);
      const second = receiver.at('/rotated')[1] as Letter;
      expect([isSignedBy(second, secret), isSignedBy(second, rotated.secret)]).toEqual([true, false]);
      // all of one workspace are told in the order of the events: whoever hears of the third had nothing of the second to hear
      await hooks.found(`PATCH ${WEBHOOKS}/${disabled.id}`, 200, {
        json: { enabled: true },
        version: disabled.version + 1,
      });
      const third = await house.submit(admin);
      await expect.poll(() => receiver.at('/disabled').length).toBe(2);
      expect(JSON.parse(receiver.at('/disabled')[1]?.body ?? '')).toMatchObject({ object: { id: third.id } });
    },
  );
});
