import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CannotRun } from '../outcome.ts';
import { createLab, createSharedLab } from './lab.ts';
import { isAlive } from './processes.ts';
import { STUB_ENTRIES } from './testing/stub-entries.ts';
import { useLab } from './testing/use-lab.ts';

const lab = useLab(STUB_ENTRIES);

test('boots a node, asks it, and stops it in order', async () => {
  const node = await lab().node();
  expect((await node.http('GET', '/readyz')).body).toMatchObject({ status: 'ok' });
  expect(node.logs.entries).toContainEqual(expect.objectContaining({ event: 'process_started' }));
  expect(node.memoryBytes()).toBeGreaterThan(10_000_000);
  const exit = await node.stop();
  expect(exit).toMatchObject({ code: 0, signal: null });
  expect(node.isRunning()).toBe(false);
});

test('kills a node and starts it again on the same data', async () => {
  const node = await lab().node();
  const first = node.pid;
  await node.kill();
  expect(isAlive(first)).toBe(false);
  expect((await node.http('GET', '/readyz')).status).toBe(0);
  await node.start();
  expect(node.pid).not.toBe(first);
  expect((await node.http('GET', '/readyz')).status).toBe(200);
});

test('a paused node does not answer until it is resumed', async () => {
  const node = await lab().node();
  node.pause();
  expect((await node.http('GET', '/readyz', { patienceMs: 100 })).status).toBe(0);
  node.resume();
  expect((await node.http('GET', '/readyz')).status).toBe(200);
});

test('moves the clock of a node that lets itself be moved', async () => {
  const node = await lab().node();
  await node.shiftClock(4_000);
  expect((await node.http('GET', '/readyz')).body).toMatchObject({ shifted: 4_000 });
});

test('says with its own words why a node did not start', async () => {
  await expect(lab().node({ entry: 'product' })).rejects.toThrow('no ground under the feet');
});

test('runs a command to its end', async () => {
  expect(await lab().command(['migrate'])).toMatchObject({ exit: { code: 0 }, output: 'nothing to migrate' });
});

test('an entry that is not installed is no failure but a reason not to run', async () => {
  const bare = createSharedLab({ ...STUB_ENTRIES, probe: { ...STUB_ENTRIES.probe, file: '/nowhere.ts' } }, {});
  await expect(createLab(bare, new AbortController().signal).node()).rejects.toThrow(CannotRun);
  bare.close();
});

test('leaves nothing behind', async () => {
  const node = await lab().node();
  let closed = false;
  lab().keep({ close: async () => void (closed = true) });
  await lab().close();
  expect(closed).toBe(true);
  expect(isAlive(node.pid)).toBe(false);
  expect(existsSync(node.dataFolder)).toBe(false);
});
