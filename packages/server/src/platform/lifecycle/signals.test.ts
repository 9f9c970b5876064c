import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';

const ENTRY = fileURLToPath(new URL('./testing/wait-for-signals.ts', import.meta.url));

const start = async () => {
  const child: ChildProcess = fork(ENTRY, { stdio: 'inherit', execArgv: [] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const heard: string[] = [];
  const got: string[] = [];
  child.on('message', (message: string) => (message.startsWith('got ') ? got : heard).push(message));
  const left = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  await expect.poll(() => heard, { timeout: 10_000 }).toEqual(['ready']);
  return { child, heard, got, left };
};

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s asks, and the second signal does not wait', async (signal) => {
  const { child, heard, got, left } = await start();
  child.kill(signal);
  await expect.poll(() => heard, { timeout: 5000 }).toEqual(['ready', `asked by ${signal}`]);
  // npm passes on what the terminal has sent to everybody: that is no second wish
  child.kill(signal);
  await expect.poll(() => got).toEqual([`got ${signal}`, `got ${signal}`]);
  child.send('a second later');
  await expect.poll(() => heard, { timeout: 5000 }).toEqual(['ready', `asked by ${signal}`, 'waited']);
  expect(child.exitCode).toBeNull();
  child.kill('SIGTERM');
  expect(await left).toEqual([9, null]);
  expect(heard).toEqual(['ready', `asked by ${signal}`, 'waited', 'forced by SIGTERM']);
});

test('after it was released a signal does what it does to any process', async () => {
  const { child, heard, left } = await start();
  child.send('release');
  await expect.poll(() => heard, { timeout: 5000 }).toEqual(['ready', 'released']);
  child.kill('SIGTERM');
  expect(await left).toEqual([null, 'SIGTERM']);
});
