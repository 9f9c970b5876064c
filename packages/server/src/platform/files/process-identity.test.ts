import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import { commandLineOf, identityOf, isAlive, parseStat } from './process-identity.ts';

test('a program whose name holds parentheses and spaces does not shift the fields', () => {
  const rest = Array.from({ length: 18 }, (_, index) => String(index)).join(' ');
  expect(parseStat(`7 (a) S 1 (b)) R ${rest} 4711 99`)).toEqual({ state: 'R', started: '4711' });
});

test('a process is known by its start and its command line', async () => {
  const identity = await identityOf(process.pid);
  expect(await identityOf(process.pid)).toEqual(identity);
  if (process.platform !== 'win32') {
    expect(identity.started).toBeTruthy();
    expect(await commandLineOf(process.pid)).toContain('node');
  }
});

test('a process that has ended is not alive', async () => {
  const child = spawn(process.execPath, ['-e', '']);
  const pid = child.pid ?? 0;
  expect(await isAlive(pid)).toBe(true);
  await new Promise((resolve) => child.once('exit', resolve));
  expect(await isAlive(pid)).toBe(false);
});
