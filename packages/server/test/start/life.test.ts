import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isAlive } from '../../src/platform/files/process-identity.ts';
import { usedDataFolder } from '../ground/data-folder.ts';
import { startHoldfast } from './run-holdfast.ts';

const postmasterOf = async (data: string): Promise<number> =>
  Number((await readFile(join(data, 'postgres/18/postmaster.pid'), 'utf8')).split('\n')[0]);
const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s ends it with 0 and leaves no process, no lock and no runtime file behind',
  async (signal) => {
    const data = await usedDataFolder();
    const { process: child, ended, url } = await startHoldfast({ HOLDFAST_DATA: data });
    const runtime = JSON.parse(await readFile(join(data, 'runtime.json'), 'utf8')) as object;
    expect(runtime).toMatchObject({ pid: child.pid, url });
    const postmaster = await postmasterOf(data);

    child.kill(signal);
    expect((await ended).code).toBe(0);
    expect(await isAlive(postmaster)).toBe(false);
    expect(await exists(join(data, 'runtime.json'))).toBe(false);
    expect(await exists(join(data, 'postgres/18/postmaster.pid'))).toBe(false);
  },
);

test('a killed process is followed by one that takes over the PostgreSQL which still runs', async () => {
  const data = await usedDataFolder();
  const first = await startHoldfast({ HOLDFAST_DATA: data });
  const postmaster = await postmasterOf(data);
  first.process.kill('SIGKILL');
  await first.ended;
  expect(await isAlive(postmaster)).toBe(true);

  const second = await startHoldfast({ HOLDFAST_DATA: data });
  expect(await postmasterOf(data)).toBe(postmaster);
  expect((await fetch(new URL('/readyz', second.url))).status).toBe(200);
  second.process.kill('SIGTERM');
  expect((await second.ended).code).toBe(0);
  expect(await isAlive(postmaster)).toBe(false);
});

test('a process and a PostgreSQL that were both killed are followed by a start as if nothing had been', async () => {
  const data = await usedDataFolder();
  const first = await startHoldfast({ HOLDFAST_DATA: data });
  const postmaster = await postmasterOf(data);
  first.process.kill('SIGKILL');
  process.kill(postmaster, 'SIGKILL');
  await first.ended;

  const second = await startHoldfast({ HOLDFAST_DATA: data });
  expect(await postmasterOf(data)).not.toBe(postmaster);
  expect((await fetch(new URL('/readyz', second.url))).status).toBe(200);
});

test('a person who asks again is not kept waiting', async () => {
  const data = await usedDataFolder();
  const { process: child, ended } = await startHoldfast({ HOLDFAST_DATA: data, HOLDFAST_DRAIN_DELAY: '60' });
  child.kill('SIGTERM');
  await expect
    .poll(
      async () =>
        (await fetch(new URL('/readyz', JSON.parse(await readFile(join(data, 'runtime.json'), 'utf8')).url))).status,
    )
    .toBe(503);
  // the first half second counts as the same press, so it is asked until it listens
  const askAgain = (): number | null => {
    child.kill('SIGTERM');
    return child.exitCode;
  };
  await expect.poll(askAgain, { timeout: 10_000 }).toBe(1);
  await ended;
  // it left its PostgreSQL behind, and the next start takes that over
  const next = await startHoldfast({ HOLDFAST_DATA: data });
  expect((await fetch(new URL('/readyz', next.url))).status).toBe(200);
});

test('the address in its log is the one that answers, and nothing but lines of the log is written for programs', async () => {
  const data = await usedDataFolder();
  const { process: child, ended, url } = await startHoldfast({ HOLDFAST_DATA: data });
  child.kill('SIGTERM');
  const { out } = await ended;
  const lines = out.trimEnd().split('\n');
  const events = lines.map((line) => JSON.parse(line) as { event?: string; url?: string });
  expect(events.find(({ event }) => event === 'process_started')).toMatchObject({ url });
});
