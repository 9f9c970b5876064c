import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { recordSatisfies } from './installed.mjs';
import { readPlan } from './launch.mjs';
import { alone } from './lock.mjs';
import { isAsGoodAs } from './node-version.mjs';
import { requireSupportedPlatform } from './platform.mjs';

test.each([
  ['26.10.0', '26.10.0', true],
  ['26.10.0', '26.10.1', true],
  ['26.10.0', '26.11.0', true],
  ['26.10.2', '26.10.1', false],
  ['26.10.0', '26.9.5', false],
  ['26.10.0', '27.0.0', false],
  ['26.10.0', '24.12.0', false],
])('where %s is wanted, %s is as good: %s', (wanted, found, good) => {
  expect(isAsGoodAs(wanted, found)).toBe(good);
});

test('a platform without binaries gets one sentence', () => {
  expect(() => requireSupportedPlatform('win32-arm64', false)).toThrow(/runs on Linux .*win32-arm64/);
  expect(() => requireSupportedPlatform('linux-x64', true)).toThrow(/musl/);
  expect(() => requireSupportedPlatform('darwin-arm64', false)).not.toThrow();
});

describe('what is run', () => {
  test('commands go to the server, and only start builds the console', () => {
    expect(readPlan(['start', '--role', 'api'])).toMatchObject({
      mode: 'runtime',
      args: ['start', '--role', 'api'],
      console: true,
    });
    expect(readPlan(['migrate'])).toMatchObject({ mode: 'runtime', args: ['migrate'], console: false });
  });

  test('a sample needs what the server needs, and no tools', () => {
    expect(readPlan(['--sample', 'samples/one/main.ts', '--help'])).toEqual({
      mode: 'runtime',
      script: 'samples/one/main.ts',
      args: ['--help'],
      console: false,
    });
  });

  test('scripts of the repository get their arguments, and tests may be measured', () => {
    expect(readPlan(['--dev', 'tools/test.ts', '--coverage'])).toMatchObject({
      mode: 'dev',
      console: true,
      coverage: 'tests',
    });
    expect(readPlan(['--dev', 'tools/check.ts', '--fix'])).toMatchObject({
      script: 'tools/check.ts',
      args: ['--fix'],
      console: false,
    });
  });
});

test('threads of a script that is run take their code from the cache as well', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'run-script-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const script = join(folder, 'script.mjs');
  const thread = `process.stdout.write(String(require('node:module').getCompileCacheDir()))`;
  writeFileSync(
    script,
    `import { Worker } from 'node:worker_threads'; new Worker(${JSON.stringify(thread)}, { eval: true });`,
  );
  const runner = fileURLToPath(new URL('run-script.mjs', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [runner, script], {
    // Node hands it on by itself, and where coverage is taken nothing comes from the cache
    env: { NODE_V8_COVERAGE: '' },
  });
  expect(stdout).toContain(join('.cache', 'compile'));
});

describe('what npm says is installed', () => {
  const lockfile = {
    packages: {
      '': {},
      'node_modules/runs': { integrity: 'sha512-a' },
      'node_modules/tests': { integrity: 'sha512-b', dev: true },
      'node_modules/elsewhere': { integrity: 'sha512-c', optional: true },
      'node_modules/@holdfast/ours': { link: true },
    },
  };
  const record = (...entries: [string, string][]) => ({
    packages: Object.fromEntries(entries.map(([name, integrity]) => [`node_modules/${name}`, { integrity }])),
  });

  test('running needs less than testing', () => {
    const installed = record(['runs', 'sha512-a']);
    expect(recordSatisfies(lockfile, installed, 'runtime')).toBe(true);
    expect(recordSatisfies(lockfile, installed, 'dev')).toBe(false);
  });

  test('another version does not do', () => {
    expect(recordSatisfies(lockfile, record(['runs', 'sha512-old']), 'runtime')).toBe(false);
    expect(recordSatisfies(lockfile, undefined, 'runtime')).toBe(false);
  });
});

describe('the lock', () => {
  const lockFolder = () => {
    const folder = mkdtempSync(join(tmpdir(), 'holdfast-lock-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    return join(folder, 'lock');
  };

  test('lets in one after the other', async () => {
    const lock = lockFolder();
    const order: string[] = [];
    const enter = (name: string) =>
      alone(
        lock,
        async () => {
          order.push(`${name} in`);
          await Promise.resolve();
          order.push(`${name} out`);
        },
        { pollMs: 1 },
      );
    await Promise.all([enter('a'), enter('b')]);
    expect(order).toEqual(['a in', 'a out', 'b in', 'b out']);
  });

  test('is taken over from a holder that fell silent', async () => {
    const lock = lockFolder();
    const forever = Promise.withResolvers<void>();
    const first = alone(lock, () => forever.promise);
    await expect(alone(lock, async () => 'done', { deadAfter: -1, pollMs: 1 })).resolves.toBe('done');
    forever.resolve();
    await first;
  });
});
