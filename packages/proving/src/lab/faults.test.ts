import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CannotRun } from '../outcome.ts';
import { createFigureBook } from '../run/figures.ts';
import { createRandom } from '../run/random.ts';
import { createCustody, type Custody } from './custody.ts';
import { chooseFile, cutShort, damage, flippedBytes, removed } from './damage.ts';
import { descendantsOf } from './descendants.ts';
import { isAlive, isStopped } from './processes.ts';
import { repeatKills } from './repeat-kills.ts';
import { createSmallDisk } from './small-disk.ts';
import { embeddedPostgresOf, everyProcessOf, nodeItself, whileStopped } from './while-stopped.ts';

let custody: Custody;

beforeEach(() => {
  custody = createCustody();
});
afterEach(() => custody.clear());

describe.runIf(process.platform === 'linux')('a process that is stopped', () => {
  const family = async (): Promise<ChildProcess & { readonly pid: number }> => {
    const parent = spawn('sh', ['-c', 'sleep 60 & echo born; wait'], { stdio: ['ignore', 'pipe', 'ignore'] });
    custody.process(parent.pid as number);
    await once(parent.stdout, 'data');
    for (const child of descendantsOf(parent.pid as number)) custody.process(child);
    return parent as ChildProcess & { readonly pid: number };
  };

  test('stands still with its children, and all go on', async () => {
    const parent = await family();
    const [child = 0] = descendantsOf(parent.pid);
    const during = await whileStopped(everyProcessOf(parent), async () => [parent.pid, child].map(isStopped));
    expect(during).toEqual([true, true]);
    await expect.poll(() => [parent.pid, child].map(isStopped)).toEqual([false, false]);
  });

  test('does nothing meanwhile, though it starts another process every moment', async () => {
    const file = join(custody.folder('busy'), 'written');
    const busy = 'while :; do sh -c "echo again >> $0" & wait $!; done';
    const parent = spawn('sh', ['-c', busy, file], { stdio: 'ignore' }) as ChildProcess & { readonly pid: number };
    custody.process(parent.pid);
    const written = () => (existsSync(file) ? readFileSync(file).length : 0);
    await expect.poll(written).toBeGreaterThan(0);
    for (let round = 0; round < 5; round += 1) {
      const before = await whileStopped(everyProcessOf(parent), async () => {
        const then = written();
        const everybody = [parent.pid, ...descendantsOf(parent.pid)];
        // for as long as somebody else takes to do much more
        await once(spawn('sh', ['-c', 'i=0; while [ $i -lt 50000 ]; do i=$((i+1)); done']), 'exit');
        expect(everybody.map((pid) => isStopped(pid) || !isAlive(pid))).not.toContain(false);
        expect(written()).toBe(then);
        return then;
      });
      await expect.poll(written).toBeGreaterThan(before);
    }
  });

  test('goes on when what was tried meanwhile fails; its children were never stopped', async () => {
    const parent = await family();
    const [child = 0] = descendantsOf(parent.pid);
    const tried = whileStopped(nodeItself(parent), async () => {
      expect([parent.pid, child].map(isStopped)).toEqual([true, false]);
      throw new Error('and now?');
    });
    await expect(tried).rejects.toThrow('and now?');
    await expect.poll(() => isStopped(parent.pid)).toBe(false);
  });

  test('must be there: a folder that no Postgres serves has none', () => {
    expect(() => embeddedPostgresOf({ dataFolder: custody.folder('empty') })).toThrow('no Postgres serves');
  });

  test('is ended with its children when the run is given up meanwhile', async () => {
    const parent = await family();
    const [child = 0] = descendantsOf(parent.pid);
    await whileStopped(everyProcessOf(parent), async () => custody.clear());
    expect([parent.pid, child].map(isAlive)).toEqual([false, false]);
  });
});

test('a small disk gets full, gives room back, and is gone at the end', async ({ skip }) => {
  const disk = await createSmallDisk(2, custody).catch((failure: unknown) => {
    if (failure instanceof CannotRun) return skip(failure.message);
    throw failure;
  });
  const file = join(disk.folder, 'file');
  disk.fill(8192);
  expect(disk.freeBytes()).toBe(8192);
  disk.fill();
  expect(() => writeFileSync(file, 'x'.repeat(10_000))).toThrow('ENOSPC');
  disk.relieve();
  writeFileSync(file, 'x'.repeat(10_000));
  expect(readFileSync(file)).toHaveLength(10_000);
  custody.clear();
  expect(existsSync(file)).toBe(false);
});

describe('damage', () => {
  const owner = (running: boolean) => ({ isRunning: () => running });
  const made = () => {
    const folder = custody.folder('damage');
    mkdirSync(join(folder, 'base'));
    writeFileSync(join(folder, 'base/1.rel'), 'x'.repeat(100));
    return { folder, file: join(folder, 'base/1.rel') };
  };

  test('flips the same bytes with the same seed, and the length stays', () => {
    const flipped = [7, 7, 8].map((seed) => {
      const { file } = made();
      damage(owner(false), file, flippedBytes(3, createRandom(seed)));
      return readFileSync(file, 'latin1');
    });
    expect(flipped[0]).toHaveLength(100);
    expect(flipped[0]).not.toBe('x'.repeat(100));
    expect(flipped[1]).toBe(flipped[0]);
    expect(flipped[2]).not.toBe(flipped[0]);
  });

  test('cuts short and removes, and says so', () => {
    const { folder, file } = made();
    expect(chooseFile(folder, '**/*.rel', createRandom(1))).toBe(file);
    expect(damage(owner(false), file, cutShort(0.5))).toContain('kept 50 of 100 bytes');
    expect(readFileSync(file)).toHaveLength(50);
    damage(owner(false), file, removed());
    expect(() => chooseFile(folder, '**/*.rel', createRandom(1))).toThrow('there is no **/*.rel');
  });

  test('refuses a file whose owner runs', () => {
    const { file } = made();
    expect(() => damage(owner(true), file, removed())).toThrow('stop or kill it first');
    expect(existsSync(file)).toBe(true);
  });
});

describe('a loop of kills', () => {
  const loop = (seed: number, cycles = 3) => {
    const report = createFigureBook();
    const story: string[] = [];
    const node = {
      kill: async ({ tree }: { tree?: boolean } = {}) => void story.push(`killed ${tree ?? true}`),
      start: async () => void story.push('started'),
    };
    const random = createRandom(seed);
    const draws = { ...random, between: (from: number, to: number) => (random.between(from, to), from) };
    const options = { cycles, random: draws, report, signal: new AbortController().signal, livesMs: [1, 5] as const };
    return { report, story, node, options };
  };

  test('kills under load, starts again and looks, as often as it says', async () => {
    const { report, story, node, options } = loop(1, 2);
    await repeatKills(node, options, {
      load: (cycle) => {
        story.push(`load ${cycle}`);
        return { stop: async () => void story.push('load ends') };
      },
      check: async (cycle) => void story.push(`looked ${cycle}`),
    });
    const cycle = (number: number) => [`load ${number}`, 'killed true', 'load ends', 'started', `looked ${number}`];
    expect(story).toEqual([...cycle(1), ...cycle(2)]);
    expect(report.figures).toContainEqual({ name: 'kills', value: 2, unit: '' });
  });

  test('says how many kills it took until something was not right', async () => {
    const { report, node, options } = loop(1);
    const check = async (cycle: number) => {
      if (cycle === 2) throw new Error('a write is lost');
    };
    const looped = repeatKills(node, { ...options, tree: false }, { load: () => ({ stop: async () => {} }), check });
    await expect(looped).rejects.toThrow('a write is lost');
    expect(report.figures).toContainEqual({ name: 'kills', value: 1, unit: '' });
  });
});
