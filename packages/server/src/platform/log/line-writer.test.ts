import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Readable } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';

const ENTRY = fileURLToPath(new URL('testing/write-lines.ts', import.meta.url));
const MANY = 40_000;

/** A process that writes lines into a pipe which nobody reads as yet. */
const start = (lines: number) => {
  const child = fork(ENTRY, [String(lines)], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'], execArgv: [] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, output: child.stdout as Readable };
};

const readLines = (output: Readable) => {
  const lines: Record<string, unknown>[] = [];
  let rest = '';
  output.setEncoding('utf8').on('data', (piece: string) => {
    const parts = `${rest}${piece}`.split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts.map((line) => JSON.parse(line) as Record<string, unknown>));
  });
  return lines;
};

test('a reader that reads gets every line, in order', async () => {
  const { child, output } = start(2000);
  const lines = readLines(output);
  await once(child, 'message');
  await expect.poll(() => lines.length, { timeout: 10_000 }).toBe(2000);
  expect(lines.map(({ number }) => number)).toEqual(Array.from({ length: 2000 }, (_, index) => index));
});

test('a reader that stalls holds nobody up, and learns how much it missed', async () => {
  const { child, output } = start(MANY);
  // it comes to the end of its writing though nothing was read
  expect(await once(child, 'message')).toEqual(['written', undefined]);
  const lines = readLines(output);
  await expect
    .poll(
      () => {
        child.send('one more');
        return lines.find(({ dropped }) => dropped !== undefined);
      },
      { timeout: 15_000 },
    )
    .toMatchObject({ level: 'warn', message: 'Lines of the log were dropped: nobody read them.' });
  const dropped = Number(lines.find((line) => line['dropped'] !== undefined)?.['dropped']);
  expect(lines.filter(({ number }) => Number(number) < MANY).length + dropped).toBeGreaterThanOrEqual(MANY);
});

test('a reader that goes away ends nothing', async () => {
  const { child, output } = start(MANY);
  output.destroy();
  expect(await once(child, 'message')).toEqual(['written', undefined]);
  child.send('one more');
  child.disconnect();
  expect(await once(child, 'exit')).toEqual([0, null]);
});
