import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createCustody } from './custody.ts';
import { isAlive } from './processes.ts';

test('ends the processes and removes the folders it was given', () => {
  const custody = createCustody();
  const folder = custody.folder('test');
  writeFileSync(join(folder, 'file'), 'content');
  const child = spawn('sleep', ['60'], { stdio: 'ignore' });
  custody.process(child.pid as number);

  custody.clear();

  expect(isAlive(child.pid as number)).toBe(false);
  expect(existsSync(folder)).toBe(false);
});

test('ends at once what somebody was still starting when it was cleared, and makes no folder any more', async () => {
  const custody = createCustody();
  custody.clear();
  const child = spawn('sleep', ['60'], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  custody.process(child.pid as number);
  expect(await ended).toEqual([null, 'SIGKILL']);
  expect(() => custody.folder('late')).toThrow('the lab is closed');
});

test('leaves a stranger alone that got the id of a process long gone', () => {
  const custody = createCustody();
  const child = spawn('sleep', ['60'], { stdio: 'ignore' });
  expect(isAlive(child.pid as number)).toBe(true);
  custody.clear();
  expect(isAlive(child.pid as number)).toBe(true);
  child.kill('SIGKILL');
});
