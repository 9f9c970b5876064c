import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { isAlive } from '../files/process-identity.ts';
import { startChild } from '../files/testing/child.ts';
import { temporaryFolder } from '../files/testing/temporary-folder.ts';
import { withConnection } from './connection.ts';
import { captureLog } from '../log/testing/capture.ts';
import { postgresIn } from './testing/postgres.ts';

const HANG = new URL('testing/start-and-hang.ts', import.meta.url);
const works = (url: string): Promise<boolean> =>
  withConnection(url, async (client) => (await client.query('select 1')).rowCount === 1).catch(() => false);

/** A Holdfast that was killed, and the Postgres it has left. */
async function afterKill(root: string): Promise<{ pid: number; appUrl: string }> {
  const killed = startChild(HANG, [root]);
  const left = JSON.parse((await killed.line()) ?? '{}') as { pid: number; appUrl: string };
  onTestFinished(() => {
    try {
      process.kill(left.pid, 'SIGKILL');
    } catch {
      // it is gone, as it should be
    }
  });
  await killed.kill();
  return left;
}

test('after a kill the Postgres that is left is taken over without what its owner was doing, and can be stopped', async () => {
  const root = await temporaryFolder();
  const left = await afterKill(root);
  const busy = new Client(left.appUrl);
  await busy.connect();
  const cut = new Promise((resolve) => busy.on('error', resolve));
  const begun = performance.now();
  const postgres = await postgresIn(root);
  expect(performance.now() - begun).toBeLessThan(1_000);
  expect(postgres).toMatchObject({ adopted: true, pid: left.pid, appUrl: left.appUrl });
  await cut;
  expect(await works(postgres.appUrl)).toBe(true);
  await postgres.stop(5_000);
  expect(await isAlive(left.pid)).toBe(false);
});

test('one that is taken over and then dies is started again on the same port', async () => {
  const root = await temporaryFolder();
  const left = await afterKill(root);
  const postgres = await postgresIn(root);
  process.kill(left.pid, 'SIGKILL');
  await expect.poll(() => postgres.pid, { timeout: 10_000 }).not.toBe(left.pid);
  await expect.poll(() => works(postgres.appUrl), { timeout: 10_000 }).toBe(true);
  expect(postgres.health().status).toBe('ok');
});

test('one that was started otherwise is replaced', async () => {
  const root = await temporaryFolder();
  const left = await afterKill(root);
  await appendFile(join(root, 'postgres', '18', 'postmaster.opts'), '"-c" "max_connections=7"');
  const postgres = await postgresIn(root);
  expect(postgres.adopted).toBe(false);
  expect(await isAlive(left.pid)).toBe(false);
  expect(await works(postgres.appUrl)).toBe(true);
});

test('a pid file whose number has become another process is not believed', async () => {
  const root = await temporaryFolder();
  await (await postgresIn(root)).stop(5_000);
  const cluster = join(root, 'postgres', '18');
  await writeFile(
    join(cluster, 'postmaster.pid'),
    `${process.pid}\n${cluster}\n1795260797\n5432\n\n127.0.0.1\n  1  2\nready   \n`,
  );
  const postgres = await postgresIn(root);
  expect(postgres.adopted).toBe(false);
  expect(await works(postgres.appUrl)).toBe(true);
});

test('one that is killed comes back on the same port, with its servers gone', async () => {
  const { log, lines } = captureLog();
  const postgres = await postgresIn(await temporaryFolder(), { log });
  const first = postgres.pid;
  process.kill(first, 'SIGKILL');
  await expect.poll(() => postgres.pid, { timeout: 10_000 }).not.toBe(first);
  expect(await works(postgres.appUrl)).toBe(true);
  expect(lines.filter((line) => line.includes('it was ended by SIGKILL'))).toHaveLength(1);
});

test('a stop does not wait for busy clients and leaves no process', async () => {
  const postgres = await postgresIn(await temporaryFolder());
  const busy = new Client(postgres.appUrl);
  busy.on('error', () => undefined);
  await busy.connect();
  const statement = busy.query('select pg_sleep(60)').catch((error: unknown) => error);
  await postgres.stop(5_000);
  expect(await isAlive(postgres.pid)).toBe(false);
  expect(await statement).toBeInstanceOf(Error);
  expect(postgres.health()).toEqual({ status: 'down', detail: 'PostgreSQL was stopped.' });
});
