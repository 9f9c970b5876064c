import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from '../../src/commands/run-command.ts';
import { createLog } from '../../src/platform/log/log.ts';
import { setUp } from '../ground/identity.ts';
import { useSystem } from '../ground/system.ts';
import { probeOverrides } from '../probe/overrides.ts';

const lines: string[] = [];
const log = createLog({ level: 'debug', readable: undefined, stream: { write: (line) => void lines.push(line) } });
const system = useSystem({}, { log });

const consult = async (): Promise<string> => {
  const said: string[] = [];
  const terminal = { print: (line: string) => void said.push(line), complain: (line: string) => void said.push(line) };
  await runCommand(['doctor'], { HOLDFAST_DATA: system.folder }, terminal, probeOverrides());
  return said.find((line) => line.includes(' setup ')) ?? '';
};

test('a setup that waits is told by the log and the doctor, which name the file and never the token', async () => {
  const file = join(system.folder, 'setup-token');
  const token = (await readFile(file, 'utf8')).trim();
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(system.app.setupToken).toBe(token);
  const told = lines.filter((line) => line.includes('setup_waits'));
  expect(told).toHaveLength(1);
  expect(told[0]).toContain(file);
  expect(await consult()).toMatch(new RegExp(`^! setup .*/setup with the token in ${file}\\.$`));
  await setUp(system);
  expect(await consult()).toMatch(/^\u2713 setup .*Somebody has set it up\.$/);
  expect(lines.join('\n')).not.toContain(token);
});
