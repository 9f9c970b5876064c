import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Platform } from '../../src/platform.ts';
import { probeEndpoints } from '../probe/routes.ts';
import { ask } from '../ground/ask.ts';
import { useSystem } from '../ground/system.ts';

/** Keeps what capabilities would be given. */
const handOver = () => {
  let platform: Platform | undefined;
  return {
    endpoints: (given: Platform) => {
      platform = given;
      return probeEndpoints(given);
    },
    get platform(): Platform {
      if (platform === undefined) throw new Error('The system runs inside tests only');
      return platform;
    },
  };
};

describe('without settings', () => {
  const given = handOver();
  const system = useSystem({}, { endpoints: given.endpoints });

  test('there is no mail, and health says nothing of it', async () => {
    expect(given.platform.mail.isConfigured).toBe(false);
    expect((await ask(system, 'GET /readyz')).body).toMatchObject({ status: 'ok' });
    expect((await ask(system, 'GET /readyz')).body).not.toHaveProperty('parts.mail');
  });

  test('Holdfast itself is not reached from inside, by any of its names', async () => {
    const { port } = new URL(system.url);
    for (const host of ['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '2130706433', '0'])
      await expect(
        given.platform.outbound.fetch(`http://${host}:${port}/metrics`, { purpose: 'tool', plainHttp: true }),
      ).rejects.toMatchObject({ code: 'outbound_refused', reason: 'refused' });
    expect(await (await system.fetch('/metrics')).text()).toContain(
      'holdfast_outbound_requests_total{purpose="tool",outcome="refused"} 5',
    );
  });
});

describe('with a place that is allowed and a mail server that is away', () => {
  let server: Server;
  const given = handOver();
  beforeAll(async () => {
    server = createServer((_request, response) => void response.end('hello')).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => void server.close());
  const port = (): number => (server.address() as AddressInfo).port;
  const system = useSystem(
    () => ({
      HOLDFAST_OUTBOUND_ALLOW: `127.0.0.0/8:${port()}`,
      HOLDFAST_SMTP_URL: 'smtp://127.0.0.1:1',
      HOLDFAST_MAIL_FROM: 'Holdfast <holdfast@example.com>',
    }),
    { endpoints: given.endpoints },
  );

  test('the place is reached', async () => {
    const { body } = await given.platform.outbound.fetch(`http://localhost:${port()}/`, { purpose: 'tool' });
    expect(body.toString()).toBe('hello');
  });

  test('the node is degraded and still ready, and mail is for later', async () => {
    expect(await ask(system, 'GET /readyz')).toMatchObject({
      status: 200,
      body: { status: 'degraded', parts: { mail: { status: 'degraded' }, database: { status: 'ok' } } },
    });
    expect(await given.platform.mail.send({ to: ['ann@example.com'], subject: 'Hello', text: 'Hello' })).toMatchObject([
      { outcome: 'temporary' },
    ]);
  });
});
