import { describe, expect, test, vi } from 'vitest';
import { PURPOSES } from './purposes.ts';
import { startNameServer } from './testing/name-server.ts';
import { allow, outboundFor, PUBLIC, reasonOf } from './testing/outbound.ts';
import { serve } from './testing/server.ts';

const hello = () => serve((_request, response) => void response.end('hello'));
const AS_TOOL = { purpose: 'tool' } as const;

describe('the installed undici asks our lookup and uses our dispatcher', () => {
  test('a server on loopback is not connected to, by address or by name', async () => {
    const server = await hello();
    const outbound = outboundFor({ resolve: async () => ['127.0.0.1'] });
    for (const host of ['127.0.0.1', '[::ffff:127.0.0.1]', 'app.example.com', 'localhost'])
      expect(await reasonOf(outbound.fetch(`http://${host}:${server.port}/`, { ...AS_TOOL, plainHttp: true }))).toBe(
        'refused',
      );
    expect(server.connections()).toBe(0);
  });

  test.each(['127.0.0.1', 'app.example.com', 'localhost'])(
    'it is connected to as %s when its address and port are allowed',
    async (host) => {
      const server = await hello();
      const outbound = outboundFor({
        resolve: async () => ['127.0.0.1'],
        allowed: allow(`127.0.0.0/8:${server.port}`),
      });
      const { status, body } = await outbound.fetch(`http://${host}:${server.port}/`, AS_TOOL);
      expect([status, body.toString(), server.connections()]).toEqual([200, 'hello', 1]);
    },
  );

  test('a name that is allowed is connected to under that name alone', async () => {
    const server = await hello();
    const outbound = outboundFor({
      resolve: async () => ['127.0.0.1'],
      allowed: allow(`app.example.com:${server.port}`),
    });
    expect((await outbound.fetch(`http://APP.example.com.:${server.port}/`, AS_TOOL)).status).toBe(200);
    for (const host of ['other.example.com', '127.0.0.1', 'app.example.com.evil.com'])
      expect(await reasonOf(outbound.fetch(`http://${host}:${server.port}/`, AS_TOOL))).toBe('refused');
    expect(server.connections()).toBe(1);
  });

  test('what is allowed on one port is not on another', async () => {
    const server = await hello();
    const outbound = outboundFor({ allowed: allow(`127.0.0.1:${server.port + 1}`) });
    expect(await reasonOf(outbound.fetch(server.url, AS_TOOL))).toBe('refused');
    expect(server.connections()).toBe(0);
  });

  test('the address of the other side is looked at again, whatever was asked for', async () => {
    const server = await hello();
    // the kernel connects to 127.0.0.1 when it is asked for this one
    const outbound = outboundFor({ allowed: allow(`0.0.0.0:${server.port}`) });
    expect(await reasonOf(outbound.fetch(`http://0.0.0.0:${server.port}/`, AS_TOOL))).toBe('refused');
    await expect.poll(server.open).toBe(0);
    expect(server.connections()).toBe(1);
  });

  test('the other side sees the name, not the address', async () => {
    const server = await serve((request, response) => void response.end(request.headers.host));
    const outbound = outboundFor({ resolve: async () => ['127.0.0.1'], allowed: allow(`127.0.0.1:${server.port}`) });
    const { body } = await outbound.fetch(`http://app.example.com:${server.port}/`, AS_TOOL);
    expect(body.toString()).toBe(`app.example.com:${server.port}`);
  });

  test('a proxy that the environment names is not used', async () => {
    const proxy = await hello();
    const server = await hello();
    for (const name of ['http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY']) vi.stubEnv(name, proxy.url);
    vi.stubEnv('NODE_USE_ENV_PROXY', '1');
    const outbound = outboundFor({ allowed: allow(`127.0.0.1:${server.port}`) });
    await outbound.fetch(server.url, AS_TOOL);
    vi.unstubAllEnvs();
    expect([proxy.connections(), server.connections()]).toEqual([0, 1]);
  });
});

describe('a name server that changes its mind', () => {
  test('is asked once for a connection, and what it said then is connected to', async () => {
    const server = await hello();
    const trap = await serve((_request, response) => void response.end('trapped'), '127.0.0.2', server.port);
    const names = await startNameServer([['127.0.0.1'], ['127.0.0.2']]);
    const outbound = outboundFor({ resolve: names.resolve, allowed: allow(`127.0.0.1:${server.port}`) });
    const { body } = await outbound.fetch(`http://rebind.example.com:${server.port}/`, AS_TOOL);
    expect([body.toString(), names.asked(), trap.connections()]).toEqual(['hello', 1, 0]);
  });

  test('public first and private second: the second connection is refused', async () => {
    const server = await serve((_request, response) => void response.setHeader('connection', 'close').end('hello'));
    const trap = await serve((_request, response) => void response.end('trapped'), '127.0.0.2', server.port);
    const names = await startNameServer([['127.0.0.1'], ['127.0.0.2']]);
    const outbound = outboundFor({ resolve: names.resolve, allowed: allow(`127.0.0.1:${server.port}`) });
    const url = `http://rebind.example.com:${server.port}/`;
    expect((await outbound.fetch(url, AS_TOOL)).status).toBe(200);
    expect(await reasonOf(outbound.fetch(url, AS_TOOL))).toBe('refused');
    expect([names.asked(), trap.connections()]).toEqual([2, 0]);
  });

  test.each([
    [['127.0.0.1', '10.0.0.1']],
    [['10.0.0.1', '127.0.0.1']],
    [[PUBLIC, '127.0.0.2']],
    [[PUBLIC, '169.254.169.254']],
  ])('one address of %j that may not be reached spoils the name', async (addresses) => {
    const server = await hello();
    const names = await startNameServer([addresses]);
    const outbound = outboundFor({
      resolve: names.resolve,
      allowed: allow(`127.0.0.1:${server.port}`, `${PUBLIC}:${server.port}`),
    });
    expect(await reasonOf(outbound.fetch(`http://x.example.com:${server.port}/`, AS_TOOL))).toBe('refused');
    expect(server.connections()).toBe(0);
  });

  test('a name without addresses cannot be resolved, and the sentence says so', async () => {
    const names = await startNameServer([[]]);
    await expect(
      outboundFor({ resolve: names.resolve }).fetch('https://gone.example.com/secret', AS_TOOL),
    ).rejects.toMatchObject({
      reason: 'broken',
      message: 'The name of https://gone.example.com cannot be resolved. Look whether it is spelt right.',
    });
  });

  test('a connection that is kept is only used for the host it was vetted for', async () => {
    const server = await hello();
    const outbound = outboundFor({
      resolve: async (host) => [host === 'good.example.com' ? '127.0.0.1' : '10.0.0.1'],
      allowed: allow(`127.0.0.1:${server.port}`),
    });
    const get = (host: string) => outbound.fetch(`http://${host}:${server.port}/`, AS_TOOL);
    for (let got = 0; got < 6; got += 1) await get('good.example.com');
    // the first is free again a moment after its answer was read
    expect(server.connections()).toBeLessThanOrEqual(2);
    const before = server.connections();
    expect(await reasonOf(get('evil.example.com'))).toBe('refused');
    expect(server.connections()).toBe(before);
  });
});

test('closing ends what is open, and a caller learns it', async () => {
  const server = await serve(() => {});
  const outbound = outboundFor({ allowed: allow(`127.0.0.1:${server.port}`) });
  const pending = reasonOf(outbound.fetch(server.url, AS_TOOL));
  await expect.poll(server.connections).toBe(1);
  await outbound.close();
  expect(await pending).toBe('broken');
  await expect.poll(server.open).toBe(0);
});

test('a caller that gives up closes the connection and gets its own reason back', async () => {
  const server = await serve(() => {});
  const outbound = outboundFor({ allowed: allow(`127.0.0.1:${server.port}`) });
  const controller = new AbortController();
  const pending = outbound.fetch(server.url, { ...AS_TOOL, signal: controller.signal });
  await expect.poll(server.connections).toBe(1);
  const reason = new Error('The visitor has left');
  controller.abort(reason);
  await expect(pending).rejects.toBe(reason);
  await expect.poll(server.open).toBe(0);
  const asked = server.connections();
  await expect(outbound.fetch(server.url, { ...AS_TOOL, signal: controller.signal })).rejects.toBe(reason);
  expect(server.connections()).toBe(asked);
});

test('turns at a host: so many at once, so many wait in order, the rest is told to come back', async () => {
  const { atOnce, waiting: mostWaiting } = PURPOSES.identity;
  const held: (() => void)[] = [];
  const server = await serve((_request, response) => void held.push(() => void response.end('x')));
  const outbound = outboundFor({ allowed: allow(`127.0.0.1:${server.port}`) });
  const get = (signal?: AbortSignal) =>
    reasonOf(outbound.fetch(server.url, { purpose: 'identity', ...(signal === undefined ? {} : { signal }) }));
  const leaving = new AbortController();
  const first = Array.from({ length: atOnce }, () => get());
  const leaver = get(leaving.signal);
  const waiting = Array.from({ length: mostWaiting - 1 }, () => get());
  await expect.poll(() => held.length).toBe(atOnce);
  expect(await get()).toBe('busy');
  // another purpose has turns of its own
  const other = reasonOf(outbound.fetch(server.url, AS_TOOL));
  await expect.poll(() => held.length).toBe(atOnce + 1);
  const left = new Error('left');
  leaving.abort(left);
  expect(await leaver).toBe(left);
  const one = get();
  for (let answered = 0; answered < atOnce + mostWaiting + 1; answered += 1) {
    await expect.poll(() => held.length).toBeGreaterThan(answered);
    held[answered]?.();
  }
  expect(new Set(await Promise.all([...first, ...waiting, other, one]))).toEqual(new Set(['nothing failed']));
});

test('the socket of a cancelled answer is closed, and its turn ends', async () => {
  const server = await serve((_request, response) => {
    response.write('first');
    // and never ends
  });
  const outbound = outboundFor({ allowed: allow(`127.0.0.1:${server.port}`) });
  for (let opened = 0; opened <= PURPOSES.identity.atOnce; opened += 1) {
    const answer = await outbound.open(server.url, { purpose: 'identity' });
    for await (const chunk of answer.body) {
      expect(chunk.toString()).toBe('first');
      break;
    }
  }
  const unread = await outbound.open(server.url, { purpose: 'identity' });
  unread.cancel();
  await expect.poll(server.open).toBe(0);
});

test('an answer that nobody reads is closed when its time is over', async () => {
  const server = await serve((_request, response) => void response.write('first'));
  const outbound = outboundFor({ allowed: allow(`127.0.0.1:${server.port}`) });
  await outbound.open(server.url, { ...AS_TOOL, timeoutMs: 50 });
  await expect.poll(server.open).toBe(0);
  expect(outbound.told).toMatchObject([{ outcome: 'There was no whole answer within 0.05 s.' }]);
});

test('the name server is not asked for private names when nothing on that port is allowed', async () => {
  const names = await startNameServer([['127.0.0.1']]);
  const outbound = outboundFor({ resolve: names.resolve, allowed: allow('127.0.0.1:9') });
  expect(await reasonOf(outbound.fetch('https://vault.internal/', AS_TOOL))).toBe('refused');
  expect(names.asked()).toBe(0);
  expect(await reasonOf(outbound.fetch('http://vault.internal:9/', { ...AS_TOOL, timeoutMs: 2000 }))).not.toBe(
    'refused',
  );
  expect(names.asked()).toBe(1);
});
