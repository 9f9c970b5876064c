import { expect, test, vi } from 'vitest';
import { supervise, type SupervisorOptions } from './supervisor.ts';
import { captureLog } from '../log/testing/capture.ts';
import { fakePostmaster, type FakePostmaster } from './testing/fake-postmaster.ts';
import { quiet } from './testing/folder.ts';

const supervised = (options: Partial<SupervisorOptions> = {}) => {
  const started: FakePostmaster[] = [fakePostmaster({ pid: 1 })];
  const supervisor = supervise({
    first: started[0] as FakePostmaster,
    restart: async () => {
      const next = fakePostmaster({ pid: started.length + 1 });
      started.push(next);
      return next;
    },
    log: quiet,
    clock: { now: () => 0 },
    firstPauseMs: 0,
    ...options,
  });
  return { supervisor, started };
};

test('one that ends unasked is brought back, and its end is told', async () => {
  const { log, lines } = captureLog();
  const { supervisor, started } = supervised({ log });
  started[0]?.end('it was ended by SIGKILL');
  await expect.poll(() => supervisor.current().pid).toBe(2);
  await expect.poll(() => supervisor.health().status).toBe('ok');
  expect(lines.filter((line) => line.includes('it was ended by SIGKILL'))).toHaveLength(1);
});

test('while it is brought back, health is degraded', async () => {
  const { supervisor, started } = supervised({ restart: () => new Promise(() => undefined) });
  started[0]?.end('it crashed');
  await expect
    .poll(() => supervisor.health())
    .toEqual({ status: 'degraded', detail: 'PostgreSQL is being started again (it crashed).' });
});

test('one that ends again and again is down, is tried for as long as it takes, and is well again when it stays', async () => {
  const { log, lines } = captureLog();
  let hasRoom = false;
  const successor = fakePostmaster({ pid: 2 });
  const restart = vi.fn(async () => {
    if (!hasRoom) throw new Error('the disk is full');
    return successor;
  });
  const { supervisor, started } = supervised({ restart, log, laterPauseMs: 1 });
  started[0]?.end('it crashed');
  await expect.poll(() => restart.mock.calls.length).toBeGreaterThan(10);
  expect(supervisor.health()).toEqual({
    status: 'down',
    detail: 'PostgreSQL keeps ending (the disk is full). Its log says why; it is tried again.',
  });
  expect(lines.filter((line) => line.includes('"level":"error"'))).toHaveLength(1);
  hasRoom = true;
  await expect.poll(() => supervisor.health().status).toBe('ok');
  expect(supervisor.current().pid).toBe(2);
});

test('ends that lie more than a minute apart are not counted together', async () => {
  let now = 0;
  const { supervisor, started } = supervised({ clock: { now: () => now } });
  for (let end = 0; end < 10; end += 1) {
    started[end]?.end('it crashed');
    await expect.poll(() => supervisor.current().pid).toBe(end + 2);
    now += 61_000;
  }
  expect(supervisor.health().status).toBe('ok');
});

test('one that is asked to stop stays away', async () => {
  const { supervisor, started } = supervised();
  await supervisor.stop(1_000);
  expect(started).toHaveLength(1);
  expect(supervisor.health().status).toBe('down');
});

test('a stop in the middle of bringing it back ends both', async () => {
  const { supervisor, started } = supervised({
    restart: (_port, signal) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  });
  started[0]?.end('it crashed');
  await expect.poll(() => supervisor.health().status).toBe('degraded');
  await supervisor.stop(1_000);
  expect(supervisor.health().detail).toBe('PostgreSQL was stopped.');
});

test('a successor that comes up during the stop is stopped as well', async () => {
  const { promise: successor, resolve: comesUp } = Promise.withResolvers<FakePostmaster>();
  const restart = vi.fn(() => successor);
  const { supervisor, started } = supervised({ restart });
  started[0]?.end('it crashed');
  await expect.poll(() => restart.mock.calls.length).toBe(1);
  const late = fakePostmaster({ pid: 2 });
  const stopped = supervisor.stop(1_000);
  comesUp(late);
  await stopped;
  expect(late.signals).toEqual(['SIGINT']);
});
