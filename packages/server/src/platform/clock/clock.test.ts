import { setTimeout as timeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { systemClock } from './clock.ts';
import { OutOfTime, within } from './deadline.ts';
import { pause } from './pause.ts';

test('the system\u2019s clock says the time, and measures what only grows', () => {
  expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(1000);
  const first = systemClock.elapsed();
  expect(systemClock.elapsed()).toBeGreaterThanOrEqual(first);
});

test('work that is done in time settles as it would have', async () => {
  expect(await within(1000, 'x', Promise.resolve(7))).toBe(7);
  await expect(within(1000, 'x', Promise.reject(new TypeError('own')))).rejects.toThrow(new TypeError('own'));
});

test('work that takes too long is given up with a sentence, and its own late failure disturbs nobody', async () => {
  const late = timeout(20).then(() => Promise.reject(new Error('late')));
  await expect(within(5, 'Closing the door', late)).rejects.toThrow(
    new OutOfTime('Closing the door took longer than 5 ms'),
  );
  await expect(late).rejects.toThrow('late');
});

test('a deadline that was met keeps no timer alive', async () => {
  const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
  const before = timers();
  await within(60_000, 'x', Promise.resolve());
  expect(timers()).toBe(before);
});

test('a pause wakes at once when its signal is aborted, or was before', async () => {
  const controller = new AbortController();
  const paused = pause(60_000, controller.signal);
  controller.abort(new Error('enough'));
  await expect(paused).rejects.toMatchObject({ name: 'AbortError', cause: new Error('enough') });
  await expect(pause(60_000, controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
  await expect(pause(1)).resolves.toBeUndefined();
});
