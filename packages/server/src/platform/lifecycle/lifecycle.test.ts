import { expect, test } from 'vitest';
import { systemClock } from '../clock/clock.ts';
import { captureLog } from '../log/testing/capture.ts';
import { createLifecycle } from './lifecycle.ts';

const setUp = () => {
  const { log, lines } = captureLog();
  const told: string[] = [];
  const lifecycle = createLifecycle(log, systemClock);
  const open = (name: string, close: () => Promise<unknown> = async () => {}, withinMs?: number) =>
    lifecycle.open(name, () => void told.push(`open ${name}`), {
      close: async () => {
        told.push(`close ${name}`);
        await close();
      },
      ...(withinMs === undefined ? {} : { withinMs }),
    });
  const complaints = () =>
    lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ level }) => level === 'error');
  return { lifecycle, open, told, complaints };
};

const soon = async () => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
};

test('what was opened in order is closed in reverse, each before the next', async () => {
  const { lifecycle, open, told } = setUp();
  await open('a', soon);
  await open('b', soon);
  await lifecycle.open('without an end', () => told.push('open it'));
  await open('c');
  expect(await lifecycle.closeAll()).toBe(true);
  expect(told).toEqual(['open a', 'open b', 'open it', 'open c', 'close c', 'close b', 'close a']);
});

test('closing gets what opening gave', async () => {
  const { lifecycle } = setUp();
  const closed: number[] = [];
  const value = await lifecycle.open('seven', async () => 7, { close: async (given) => closed.push(given) });
  await lifecycle.closeAll();
  expect([value, closed]).toEqual([7, [7]]);
});

test('a part that takes too long to close is told about, and the others are closed all the same', async () => {
  const { lifecycle, open, told, complaints } = setUp();
  await open('a');
  await open('b', () => new Promise(() => {}), 20);
  await open('c');
  expect(await lifecycle.closeAll()).toBe(false);
  expect(told.slice(3)).toEqual(['close c', 'close b', 'close a']);
  expect(complaints()).toMatchObject([{ part: 'b', error: { message: 'Closing the b took longer than 20 ms' } }]);
});

test.each(['at once', 'later'])(
  'a part that fails to close %s is told about, and the others are closed all the same',
  async (when) => {
    const { lifecycle, open, told, complaints } = setUp();
    await open('a');
    await lifecycle.open('b', () => {}, {
      close: () => {
        if (when === 'at once') throw new Error('stuck');
        return Promise.reject(new Error('stuck'));
      },
    });
    expect(await lifecycle.closeAll()).toBe(false);
    expect(told).toEqual(['open a', 'close a']);
    expect(complaints()).toMatchObject([{ part: 'b', error: { message: 'stuck' } }]);
  },
);

test('a part that cannot be opened has nothing to close, and those before it have', async () => {
  const { lifecycle, open, told } = setUp();
  await open('a');
  await expect(
    lifecycle.open('b', () => Promise.reject(new Error('no')), { close: async () => told.push('close b') }),
  ).rejects.toThrow('no');
  await lifecycle.closeAll();
  expect(told).toEqual(['open a', 'close a']);
});

test('what is closed is closed once', async () => {
  const { lifecycle, open, told } = setUp();
  await open('a');
  await Promise.all([lifecycle.closeAll(), lifecycle.closeAll()]);
  await lifecycle.closeAll();
  expect(told).toEqual(['open a', 'close a']);
});
