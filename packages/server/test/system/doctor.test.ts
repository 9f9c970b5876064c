import { Redis } from 'ioredis';
import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runCommand } from '../../src/commands/run-command.ts';
import { temporaryFolder } from '../../src/platform/files/testing/temporary-folder.ts';
import { startMailServer } from '../../src/platform/mail/testing/mail-server.ts';
import { NO_REDIS, useRedis } from '../ground/redis.ts';
import { useSystem } from '../ground/system.ts';
import { probeOverrides } from '../probe/overrides.ts';

const KEY = Buffer.alloc(32, 7).toString('base64');

/** What the doctor says of Redis and of nodes, to somebody who would start one more. */
const examine = async (settings: Readonly<Record<string, string>>): Promise<string[]> =>
  (await consult(settings)).lines.filter((line) => /^. (redis|nodes) /.test(line));

const consult = async (settings: Readonly<Record<string, string>>): Promise<{ code: number; lines: string[] }> => {
  const lines: string[] = [];
  const data = await temporaryFolder();
  const terminal = {
    print: (line: string) => void lines.push(line),
    complain: (line: string) => void lines.push(line),
  };
  const code = await runCommand(
    ['doctor'],
    {
      HOLDFAST_DATA: data,
      HOLDFAST_HTTP_PORT: '0',
      HOLDFAST_OTLP_HTTP_PORT: '0',
      HOLDFAST_OTLP_GRPC_PORT: '0',
      ...settings,
    },
    terminal,
    probeOverrides(),
  );
  return { code, lines: lines.map((line) => line.replaceAll(/ +/g, ' ')) };
};

test('one node needs no Redis, and is not told of any', async () => {
  expect(await examine({})).toEqual([
    '\u2713 redis No Redis is used; one node keeps what may be lost in its memory.',
    '\u2713 nodes This node is for itself.',
  ]);
});

test('a port that somebody else has is named with its setting, and keeps from starting only where it is the first', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  onTestFinished(() => void taken.close());
  const { port } = taken.address() as AddressInfo;
  const sentence = (setting: string): string =>
    `process The port ${port} at 127.0.0.1 is in use. Stop what listens there, or set ${setting} to another.`;
  for (const [setting, code, told] of [
    ['HOLDFAST_HTTP_PORT', 1, '\u2717 {}'],
    ['HOLDFAST_OTLP_HTTP_PORT', 0, '! {} The first port takes spans over HTTP all the same.'],
    ['HOLDFAST_OTLP_GRPC_PORT', 0, '! {} The first port takes spans over HTTP meanwhile.'],
  ] as const) {
    const found = await consult({ [setting]: `${port}` });
    expect([setting, found.code]).toEqual([setting, code]);
    expect(found.lines).toContain(told.replace('{}', sentence(setting)));
  }
  const worker = await consult({ HOLDFAST_OTLP_GRPC_PORT: `${port}`, HOLDFAST_ROLE: 'worker' });
  expect(worker.lines.join('\n')).not.toContain('HOLDFAST_OTLP');
});

test('a Redis that is named and does not answer is something to mend', async () => {
  const { code, lines } = await consult({ HOLDFAST_REDIS_URL: 'redis://127.0.0.1:1' });
  expect(code).toBe(1);
  expect(lines).toContainEqual(
    expect.stringMatching(/^\u2717 redis .*Holdfast starts without it and is degraded; start it/),
  );
  expect(lines.at(-1)).not.toContain('Nothing stands in the way');
});

test.each([
  [{ HOLDFAST_SMTP_URL: 'smtp://127.0.0.1:1' }, 'HOLDFAST_SMTP_URL is set and HOLDFAST_MAIL_FROM is not'],
  [{ HOLDFAST_SECRET_KEY: 'abc' }, 'HOLDFAST_SECRET_KEY must hold 32 bytes in base64'],
  [
    { HOLDFAST_DATABASE_OWNER_URL: 'postgres://o@h/d' },
    'HOLDFAST_DATABASE_OWNER_URL is set and HOLDFAST_DATABASE_URL is',
  ],
  [{ HOLDFAST_DATABASE_CONNECTIONS: '49' }, 'The embedded PostgreSQL takes 48 connections'],
])('%j is told as a start would', async (settings, sentence) => {
  const { code, lines } = await consult(settings);
  expect(lines).toContainEqual(expect.stringContaining(`\u2717 settings ${sentence}`));
  expect(code).toBe(1);
});

test('a data folder whose secret key is damaged is told of, and no key is made in one without', async () => {
  const data = await temporaryFolder();
  await consult({ HOLDFAST_DATA: data });
  expect(await readdir(data)).toEqual([]);
  await writeFile(join(data, 'secret-key'), 'short');
  const { lines } = await consult({ HOLDFAST_DATA: data });
  expect(lines).toContainEqual(expect.stringMatching(/^\u2717 settings .*secret-key is damaged/));
});

test('a mail server is greeted, and what keeps it from being used is told without the password', async () => {
  const from = { HOLDFAST_MAIL_FROM: 'holdfast@example.com' };
  const server = await startMailServer({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: ({ password }, _session, done) =>
      password === 'right' ? done(undefined, { user: 'me' }) : done(new Error('no such hunter2')),
  });
  const mailOf = async (place: string) =>
    (await consult({ ...from, HOLDFAST_SMTP_URL: `smtp://${place}` })).lines.find((line) => line.includes(' mail '));
  expect(await mailOf(`me:right@127.0.0.1:${server.port}`)).toMatch(/^\u2713 mail .* lets us in\.$/);
  const refused = await mailOf(`me:hunter2@127.0.0.1:${server.port}`);
  expect(refused).toMatch(/^\u2717 mail .* does not take this user and password\. Holdfast starts without it/);
  expect(refused).not.toContain('hunter2');
  expect(await mailOf('127.0.0.1:1')).toMatch(/^\u2717 mail .*ECONNREFUSED.*correct HOLDFAST_SMTP_URL\.$/);
});

describe.skipIf(NO_REDIS)('beside a node that runs, with a redis-server (skipped where none is installed)', () => {
  const redis = useRedis();
  const another = useRedis();
  const shared = () => ({ HOLDFAST_REDIS_URL: redis.url.href, HOLDFAST_SECRET_KEY: KEY });
  const system = useSystem(shared);
  const besides = (settings: Readonly<Record<string, string>>) =>
    examine({ HOLDFAST_DATABASE_URL: system.database.appUrl.href, ...settings });

  test('who shares all of it may come', async () => {
    expect(await besides(shared())).toEqual([
      expect.stringMatching(/^\u2713 redis (Redis|Valkey) [\d.]+ at 127\.0\.0\.1:\d+ answers\./),
      '\u2713 nodes This node can serve beside 1 that run.',
    ]);
  });

  test('who does not is told what is missing, as a start would', async () => {
    expect((await besides({ HOLDFAST_REDIS_URL: redis.url.href }))[1]).toMatch(
      /^\u2717 nodes .*HOLDFAST_SECRET_KEY is not set here/,
    );
    expect((await besides({ HOLDFAST_SECRET_KEY: KEY }))[1]).toMatch(
      /^\u2717 nodes .*HOLDFAST_REDIS_URL is not set here/,
    );
  });

  test('who names another Redis is told so, and it is not changed', async () => {
    const told = await besides({ ...shared(), HOLDFAST_REDIS_URL: another.url.href });
    expect(told[1]).toMatch(/^\u2717 nodes .*another Redis than the one HOLDFAST_REDIS_URL names here/);
    const admin = new Redis(another.url.href);
    expect(await admin.keys('*')).toEqual([]);
    admin.disconnect();
  });

  test('a Redis for several and a database or a key for one do not go together', async () => {
    const told = await examine({ HOLDFAST_REDIS_URL: redis.url.href });
    expect(told.slice(1)).toEqual([
      expect.stringMatching(/^! nodes .*Name an outside one in HOLDFAST_DATABASE_URL\.$/),
      expect.stringMatching(/^! nodes .*HOLDFAST_SECRET_KEY/),
    ]);
  });

  test('a Redis that forgets, refuses the password, or is not there is told with what to do', async () => {
    const admin = new Redis(redis.url.href);
    await admin.config('SET', 'maxmemory-policy', 'allkeys-lru');
    expect((await besides(shared()))[0]).toMatch(/^! redis .*Set maxmemory-policy to noeviction\.$/);
    await admin.config('SET', 'maxmemory-policy', 'noeviction');
    admin.disconnect();
    const wrong = new URL(redis.url);
    wrong.username = 'somebody';
    wrong.password = 'hunter2';
    const [refused = ''] = await besides({ ...shared(), HOLDFAST_REDIS_URL: wrong.href });
    expect(refused).toMatch(/^\u2717 redis .*WRONGPASS.*correct HOLDFAST_REDIS_URL\.$/);
    expect(refused).not.toContain('hunter2');
    const [away] = await examine({ HOLDFAST_REDIS_URL: 'redis://127.0.0.1:1' });
    expect(away).toMatch(/^\u2717 redis Redis at 127\.0\.0\.1:1 cannot be used: .*ECONNREFUSED/);
  });
});
