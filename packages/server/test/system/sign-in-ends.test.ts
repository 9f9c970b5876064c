import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type App } from '../../src/app.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { PASSWORD, say, setUp, signIn, tokenIn } from '../ground/identity.ts';
import { NO_REDIS, useRedis } from '../ground/redis.ts';
import { openSocket } from '../ground/raw-socket.ts';
import { openWebSocket } from '../ground/raw-web-socket.ts';
import { silentLog } from '../ground/silent-log.ts';
import { useSystem } from '../ground/system.ts';
import { probeOverrides } from '../probe/overrides.ts';

const KEY = Buffer.alloc(32, 3).toString('base64');
const WITHIN_MS = 1000;

/** A file that is being read, and far from its end. */
const openFileAt = async (url: string, token: string) => {
  const file = await openSocket(url);
  file.send(
    `GET /api/v1/probe/files?name=x&lines=60000&bytes=1000 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n\r\n`,
  );
  await expect.poll(() => file.received).toContain('200 OK');
  file.pause();
  return file;
};

/** Sockets and a stream of live events that a sign-in has open at a node. */
const openAt = async (url: string, token: string) => {
  const socket = await openWebSocket(url, { token, path: `/ws/probe/${randomUUID()}` });
  await socket.message('connection_established');
  const stream = await openSocket(url);
  stream.send(
    `GET /api/v1/events?topics=things HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer ${token}\r\n\r\n`,
  );
  await expect.poll(() => stream.received).toContain('event: following');
  return { socket, stream };
};

describe.skipIf(NO_REDIS)('on two nodes (skipped where no redis-server is installed)', () => {
  const redis = useRedis();
  const settings = () => ({ HOLDFAST_SECRET_KEY: KEY, HOLDFAST_REDIS_URL: redis.url.href });
  const system = useSystem(settings);
  let other: App;
  let folder = '';
  beforeAll(async () => {
    await setUp(system);
    folder = await mkdtemp(join(tmpdir(), 'holdfast-other-'));
    const { config } = readConfig({
      HOLDFAST_DATA: folder,
      HOLDFAST_HTTP_PORT: '0',
      HOLDFAST_OTLP_HTTP_PORT: '0',
      HOLDFAST_OTLP_GRPC_PORT: '0',
      HOLDFAST_DATABASE_URL: system.database.appUrl.href,
      ...settings(),
    });
    other = await startApp(config, silentLog, probeOverrides());
  });
  // before the database is dropped, which is registered first
  afterAll(async () => {
    await other.stop('the tests are over');
    await rm(folder, { recursive: true, force: true });
  });

  const statusAt = async (url: string, token: string): Promise<number> =>
    (await fetch(new URL('/api/v1/me', url), { headers: { authorization: `Bearer ${token}` } })).status;

  test('what a sign-in has open closes within a second of its end on both, and it is nobody on either', async () => {
    const [token, stays] = [await signIn(system), await signIn(system)];
    const open = await Promise.all([system.url, other.url].map((url) => openAt(url, token)));
    const files = await Promise.all([system.url, other.url].map((url) => openFileAt(url, token)));
    const staying = await openAt(other.url, stays);
    await say(system, 'POST /api/v1/sign-out', { token });
    for (const { socket, stream } of open) {
      expect(await socket.closedWith(WITHIN_MS)).toEqual([4001, 'signed_out']);
      await expect.poll(() => stream.isClosed, { timeout: WITHIN_MS }).toBe(true);
    }
    for (const file of files) {
      file.resume();
      await file.closed();
      expect(file.received.endsWith('\r\n0\r\n\r\n')).toBe(false);
    }
    expect(await Promise.all([system.url, other.url].map((url) => statusAt(url, token)))).toEqual([401, 401]);
    expect(await statusAt(other.url, stays)).toBe(200);
    staying.socket.say({ type: 'say', text: 'still here' });
    expect(await staying.socket.message('heard')).toMatchObject({ text: 'still here' });
  });

  test('a sign-in that goes on under a new id is asked to come again, and the old one is dead', async () => {
    const token = await signIn(system);
    const open = await Promise.all([system.url, other.url].map((url) => openAt(url, token)));
    const answer = await say(system, 'POST /api/v1/me/proof', { token, json: { password: PASSWORD } });
    for (const { socket } of open) expect(await socket.closedWith(WITHIN_MS)).toEqual([4014, 'unsure']);
    expect(await statusAt(other.url, token)).toBe(401);
    expect(await statusAt(other.url, tokenIn(answer))).toBe(200);
  });
});

describe.each([
  ['nobody uses it', { HOLDFAST_SIGN_IN_IDLE: '60' }],
  ['its time is over', { HOLDFAST_SIGN_IN_LIFETIME: '60' }],
])('a sign-in that ends because %s', (_why, settings) => {
  const system = useSystem(settings);

  test('takes what it has open with it, within a second', async () => {
    const token = await setUp(system);
    const { socket, stream } = await openAt(system.url, token);
    await system.overrides.shiftClocks(61_000);
    // looked for once a second
    expect(await socket.closedWith(2 * WITHIN_MS)).toEqual([4001, 'signed_out']);
    await expect.poll(() => stream.isClosed, { timeout: 2 * WITHIN_MS }).toBe(true);
    expect((await say(system, 'GET /api/v1/me', { token })).status).toBe(401);
  });

  test('is swept away, and so are tries and addresses that were forgotten', async () => {
    const old = `now() - interval '31 days'`;
    await system.database.as('admin', `insert into auth.tries (name, level, at) values ('account:old', 10, ${old})`);
    await system.database.as('admin', `update auth.known_places set seen_at = ${old}`);
    const { rows } = await system.database.as(
      'app',
      'select auth.sweep_sign_ins(9) as sign_ins, auth.sweep_tries(9) as tries, auth.sweep_known_places(9) as places',
    );
    expect(rows).toEqual([{ sign_ins: 1, tries: 1, places: 1 }]);
    expect((await system.database.as('admin', 'select id from auth.sign_ins')).rows).toEqual([]);
  });
});
